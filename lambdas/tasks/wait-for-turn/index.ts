import { turnPorts } from '../../composition/execution-ports.ts';
import { task } from '../../composition/task.ts';
import { TurnRequestSchema } from '../../contracts/turn.ts';
import { createWaitForTurn } from './handler.ts';

export const handler = task('wait-for-turn', TurnRequestSchema, createWaitForTurn, turnPorts);
