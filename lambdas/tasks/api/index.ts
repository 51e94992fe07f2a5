import document from '../../api/openapi.json' with { type: 'json' };
import {
  evaluatedImports,
  executions,
  importList,
  imports,
  maxFileBytes,
  multipart,
  notifyCancelled,
  notifyConfirmed,
  now,
  objects,
  presign,
  recoveryArn,
  resultsBucket,
  retentionDays,
  sessions,
  stateMachineArn,
  tenants,
  turns,
  uploadsBucket,
} from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { HttpApiEventSchema } from '../../contracts/http-api-event.ts';
import { createApiTask } from './handler.ts';

export const handler = task('api', HttpApiEventSchema, createApiTask, {
  imports,
  evaluatedImports,
  list: importList,
  turns,
  tenants,
  sessions,
  executions,
  objects,
  presign,
  multipart,
  notifyCancelled,
  notifyConfirmed,
  resultsBucket,
  uploadsBucket,
  retentionDays,
  maxFileBytes,
  stateMachineArn,
  recoveryArn,
  document: () => document,
  now,
});
