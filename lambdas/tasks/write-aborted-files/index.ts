import { anyImports, resultsBucket, users } from '../../composition/ports.ts';
import { objects } from '../../composition/s3-ports.ts';
import { task } from '../../composition/task.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createWriteAbortedFiles } from './handler.ts';

export const handler = task('write-aborted-files', AttemptReferenceSchema, createWriteAbortedFiles, {
  objects,
  imports: anyImports,
  users,
  resultsBucket,
});
