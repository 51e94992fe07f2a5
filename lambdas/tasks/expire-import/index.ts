import { anyImports, now } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createExpireImport } from './handler.ts';

export const handler = task('expire-import', AttemptReferenceSchema, createExpireImport, {
  imports: anyImports,
  now,
});
