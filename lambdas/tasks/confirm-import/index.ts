import { createConfirmImport } from '../../commands/confirm-import.ts';
import { imports, notifyConfirmed, now, turns } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { ImportCommandSchema } from '../../contracts/import-commands.ts';

export const handler = task('confirm-import', ImportCommandSchema, createConfirmImport, {
  imports,
  turns,
  notifyConfirmed,
  now,
});
