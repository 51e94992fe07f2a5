/** Ports of Step Functions: see ports.ts. */

import { randomBytes } from 'node:crypto';
import { createStepFunctionsExecutions } from '../adapters/step-functions-executions.ts';
import {
  createNotifyCancelled,
  createNotifyConfirmed,
  createNotifyTurn,
  createRefuseTurn,
} from '../adapters/step-functions-turns.ts';
import { createStartErasure } from '../commands/erasure/start-erasure.ts';
import { anyImports, clock, erasures, feeds, type Needs, now, turns } from './ports.ts';

export const executions = () => createStepFunctionsExecutions();
export const notifyTurn = () => createNotifyTurn();
export const refuseTurn = () => createRefuseTurn();
export const notifyConfirmed = () => createNotifyConfirmed();
export const notifyCancelled = () => createNotifyCancelled();
export const startErasure = (environment: Needs<'IMPORTS_TABLE' | 'ERASE_DATA_ARN' | 'RETENTION_DAYS'>) =>
  createStartErasure({
    erasures: erasures(environment),
    executions: executions(),
    eraseDataArn: environment.ERASE_DATA_ARN,
    retentionDays: environment.RETENTION_DAYS,
    newErasureId: () => `ers_${randomBytes(12).toString('hex')}`,
    now: clock,
  });
/** For the tasks that pass a turn on. */
export const turnPorts = { imports: anyImports, turns, feeds, notifyTurn, refuseTurn, now };
