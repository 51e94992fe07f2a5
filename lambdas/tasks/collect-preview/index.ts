import { evaluationPorts } from '../../composition/record-ports.ts';
import { task } from '../../composition/task.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createCollectPreview } from './handler.ts';

export const handler = task('collect-preview', AttemptReferenceSchema, createCollectPreview, evaluationPorts);
