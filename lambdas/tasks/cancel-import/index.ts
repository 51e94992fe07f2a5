import { createCancelImport } from '../../commands/cancel-import.ts';
import { anyImports, executions, notifyCancelled, recoveryArn } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { CancelCommandSchema } from '../../contracts/import-commands.ts';

export const handler = task('cancel-import', CancelCommandSchema, createCancelImport, {
  imports: anyImports,
  executions,
  notifyCancelled,
  recoveryArn,
});
