import { turnPorts } from '../../composition/execution-ports.ts';
import { task } from '../../composition/task.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createReleaseTurn } from './handler.ts';

export const handler = task('release-turn', AttemptReferenceSchema, createReleaseTurn, turnPorts);
