import { executions, imports, recoveryArn } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createCancelImport } from './handler.ts';

export const handler = task('cancel-import', AttemptReferenceSchema, createCancelImport, {
  imports,
  executions,
  recoveryArn,
});
