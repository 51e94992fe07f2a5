import {
  chunkBytes,
  chunkRecords,
  imports,
  maxConcurrency,
  maxFileBytes,
  objects,
  resultsBucket,
} from '../../composition/ports.ts';
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
