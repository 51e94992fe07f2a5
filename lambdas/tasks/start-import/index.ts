import {
  executions,
  feeds,
  imports,
  now,
  objects,
  registry,
  retentionDays,
  stateMachineArn,
  tenantPolicy,
  tenants,
  turns,
} from '../../composition/ports.ts';
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
