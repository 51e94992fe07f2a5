import { processingPorts } from '../../composition/record-ports.ts';
import { task } from '../../composition/task.ts';
import { ChunkReferenceSchema } from '../../contracts/state-payloads.ts';
import { createProcessChunk } from '../../processing/process-chunk.ts';

export const handler = task('process-chunk', ChunkReferenceSchema, createProcessChunk, processingPorts);
