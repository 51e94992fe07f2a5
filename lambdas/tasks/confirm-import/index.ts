import { audited } from '../../commands/audit.ts';
import { createConfirmImport } from '../../commands/confirm-import.ts';
import { notifyConfirmed } from '../../composition/execution-ports.ts';
import { audit, imports, now, turns } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { ImportCommandSchema } from '../../contracts/import-commands.ts';

const create = audited('confirmImport', createConfirmImport, ({ confirmed }) => confirmed);

export const handler = task('confirm-import', ImportCommandSchema, create, {
  audit,
  imports,
  turns,
  notifyConfirmed,
  now,
});
