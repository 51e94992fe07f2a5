import { writeConcurrency } from '../../composition/ports.ts';
import { evaluationPorts } from '../../composition/record-ports.ts';
import { task } from '../../composition/task.ts';
import { EvaluateChunkReferenceSchema } from '../../contracts/state-payloads.ts';
import { createProcessChunk } from '../../processing/process-chunk.ts';

export const handler = task('evaluate-chunk', EvaluateChunkReferenceSchema, createProcessChunk, {
  ...evaluationPorts,
  writeConcurrency,
});
