import { turnPorts } from '../../composition/execution-ports.ts';
import { task } from '../../composition/task.ts';
import { AttemptReferenceSchema } from '../../contracts/state-payloads.ts';
import { createYieldTurn } from './handler.ts';

export const handler = task('yield-turn', AttemptReferenceSchema, createYieldTurn, turnPorts);
