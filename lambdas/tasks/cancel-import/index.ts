import { audited } from '../../commands/audit.ts';
import { createCancelImport } from '../../commands/cancel-import.ts';
import { anyImports, audit, executions, notifyCancelled, recoveryArn } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { CancelCommandSchema } from '../../contracts/import-commands.ts';

const create = audited('cancelImport', createCancelImport, ({ accepted }) => accepted);

export const handler = task('cancel-import', CancelCommandSchema, create, {
  audit,
  imports: anyImports,
  executions,
  notifyCancelled,
  recoveryArn,
});
