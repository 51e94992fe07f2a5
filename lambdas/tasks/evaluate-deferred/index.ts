import { writeConcurrency } from '../../composition/ports.ts';
import { evaluationPorts } from '../../composition/record-ports.ts';
import { task } from '../../composition/task.ts';
import { EvaluateDeferredReferenceSchema } from '../../contracts/state-payloads.ts';
import { createProcessDeferred } from '../../processing/process-deferred.ts';

export const handler = task('evaluate-deferred', EvaluateDeferredReferenceSchema, createProcessDeferred, {
  ...evaluationPorts,
  writeConcurrency,
});
