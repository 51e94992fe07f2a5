import { anyImports, now } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createRejectImport } from './handler.ts';

export const handler = task('reject-import', AttemptReferenceSchema, createRejectImport, {
  imports: anyImports,
  now,
});
