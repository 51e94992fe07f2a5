import type { ExecutionState, Executions } from '../adapters/step-functions-executions.ts';
import type { Import } from '../contracts/import.ts';
import { FINAL_STATUSES } from '../contracts/import-status.ts';
import type { AbortRequest } from '../contracts/state-payloads.ts';
import { executionArn, recoveryName } from '../core/naming/execution-name.ts';

export interface RecoveryPorts {
  readonly executions: Pick<Executions, 'describe' | 'start'>;
  /** Of `recover-import`. */
  readonly recoveryArn: string;
}

/** What was done about an import. `given-up`: recovery itself failed too often, an operator must look. */
export type Recovery = 'started' | 'under-way' | 'given-up' | 'nothing-to-do';

/** A recovery fails where AbortImport does, after its own retries: with the sweep's five minutes, some two hours in all. */
const ROUNDS = 24;
/** An e-mail that SES refused through all the retries of two executions is not accepted by the next one. */
const ROUNDS_FOR_THE_MAIL = 2;

/**
 * Starts the execution that ends an import whose own is over. Its name is derived from the import's attempt and a round:
 * the next round is begun only when the last one is over too and the import still has no end.
 */
export async function recoverImport(
  ports: RecoveryPorts,
  item: Import,
  dead: ExecutionState | undefined,
): Promise<Recovery> {
  const isFinal = FINAL_STATUSES.has(item.status);
  if (isFinal && item.notification?.status === 'SENT') return 'nothing-to-do';
  const { importId, attempt } = item;
  const input: AbortRequest = { importId, attempt, error: { Error: errorOf(dead) } };
  for (let round = 1; round <= (isFinal ? ROUNDS_FOR_THE_MAIL : ROUNDS); round++) {
    const name = recoveryName(item, round);
    if (await ports.executions.start(ports.recoveryArn, name, input)) return 'started';
    const earlier = await ports.executions.describe(executionArn(ports.recoveryArn, name));
    if (earlier?.status === 'RUNNING') return 'under-way';
  }
  return 'given-up';
}

function errorOf(dead: ExecutionState | undefined): string {
  switch (dead?.status) {
    case 'ABORTED':
      return 'ExecutionStopped';
    case 'TIMED_OUT':
      return 'ExecutionTimedOut';
    default:
      return dead === undefined ? 'ExecutionLost' : (dead.error ?? 'ExecutionFailed');
  }
}
