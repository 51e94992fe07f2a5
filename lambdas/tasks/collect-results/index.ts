import { imports, now, resultsBucket, users } from '../../composition/ports.ts';
import { objects } from '../../composition/s3-ports.ts';
import { task } from '../../composition/task.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createCollectResults } from './handler.ts';

export const handler = task('collect-results', AttemptReferenceSchema, createCollectResults, {
  objects,
  imports,
  users,
  resultsBucket,
  now,
});
