import { createCancelImport } from '../../commands/cancel-import.ts';
import { executions, imports, notifyCancelled, recoveryArn } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { CancelCommandSchema } from '../../contracts/import-commands.ts';

export const handler = task('cancel-import', CancelCommandSchema, createCancelImport, {
  imports,
  executions,
  notifyCancelled,
  recoveryArn,
});
