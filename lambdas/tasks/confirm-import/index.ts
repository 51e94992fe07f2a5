import { imports, notifyConfirmed, now, turns } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { ImportReferenceSchema } from '../../contracts/state-payloads.ts';
import { createConfirmImport } from './handler.ts';

export const handler = task('confirm-import', ImportReferenceSchema, createConfirmImport, {
  imports,
  turns,
  notifyConfirmed,
  now,
});
