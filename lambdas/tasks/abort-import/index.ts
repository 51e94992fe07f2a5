import { anyImports, now } from '../../composition/ports.ts';
import { task } from '../../composition/task.ts';
import { AbortRequestSchema } from '../../contracts/state-payloads.ts';
import { createAbortImport } from './handler.ts';

export const handler = task('abort-import', AbortRequestSchema, createAbortImport, {
  imports: anyImports,
  now,
});
