import {
  chunkBytes,
  chunkRecords,
  imports,
  maxConcurrency,
  maxFileBytes,
  resultsBucket,
} from '../../composition/ports.ts';
import { objects } from '../../composition/s3-ports.ts';
import { task } from '../../composition/task.ts';
import { ImportReferenceSchema } from '../../contracts/state-payloads.ts';
import { createSplitFile } from './handler.ts';

export const handler = task('split-file', ImportReferenceSchema, createSplitFile, {
  objects,
  imports,
  resultsBucket,
  maxFileBytes,
  chunkBytes,
  chunkRecords,
  maxConcurrency,
});
