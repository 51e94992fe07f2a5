import { executions } from '../../composition/execution-ports.ts';
import {
  feeds,
  imports,
  now,
  registry,
  retentionDays,
  stateMachineArn,
  tenantPolicy,
  tenants,
  turns,
} from '../../composition/ports.ts';
import { objects } from '../../composition/s3-ports.ts';
import { task } from '../../composition/task.ts';
import { ObjectCreatedEventSchema } from '../../contracts/object-created-event.ts';
import { createStartImport } from './handler.ts';

export const handler = task('start-import', ObjectCreatedEventSchema, createStartImport, {
  objects,
  imports,
  feeds,
  tenants,
  registry,
  tenantPolicy,
  turns,
  executions,
  stateMachineArn,
  retentionDays,
  now,
});
