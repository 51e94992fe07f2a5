import { processingPorts } from '../../composition/record-ports.ts';
import { task } from '../../composition/task.ts';
import { DeferredReferenceSchema } from '../../contracts/state-payloads.ts';
import { createProcessDeferred } from '../../processing/process-deferred.ts';

export const handler = task(
  'process-deferred',
  DeferredReferenceSchema,
  createProcessDeferred,
  processingPorts,
);
