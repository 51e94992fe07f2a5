import type { ExecutionState, Executions } from '../adapters/step-functions-executions.ts';
import { type Import, isMailSettled } from '../contracts/import.ts';
import { FINAL_STATUSES } from '../contracts/import-status.ts';
import type { AbortRequest } from '../contracts/state-payloads.ts';
import { executionArn, recoveryName } from '../core/naming/execution-name.ts';
import { shownInExecutions } from '../core/naming/shown-in-executions.ts';

export interface RecoveryPorts {
  readonly executions: Pick<Executions, 'describe' | 'start'>;
  /** Of `recover-import`. */
  readonly recoveryArn: string;
}

/** What was done. `given-up`: recovery failed too often, and an operator must investigate. */
export type Recovery = 'started' | 'under-way' | 'given-up' | 'nothing-to-do';

/** A round fails when AbortImport fails after its retries. With a sweep every five minutes, all rounds take some two hours. */
const ROUNDS = 24;
/** An e-mail that SES refused in all retries of two executions is not accepted in a third. */
const ROUNDS_FOR_THE_MAIL = 2;

/**
 * Starts the execution that ends an import whose own execution is over. Its name is derived from the import's attempt and
 * a round: the next round starts only when the last one is over and the import still has no final status.
 */
export async function recoverImport(
  ports: RecoveryPorts,
  item: Import,
  dead: ExecutionState | undefined,
): Promise<Recovery> {
  const isFinal = FINAL_STATUSES.has(item.status);
  if (isFinal && isMailSettled(item.notification)) return 'nothing-to-do';
  const { importId, attempt } = item;
  const Cause = causeOf(dead);
  const error = { Error: errorOf(dead), ...(Cause && { Cause }) };
  const input: AbortRequest = { importId, attempt, error, ...shownInExecutions(item) };
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

/** Characters of a cause: the input of an execution has at most 256 KiB. */
const MAX_CAUSE = 2_000;

/** Error and cause that an operator gave when stopping the execution, or those of a failure. */
function causeOf({ status, error, cause }: Partial<ExecutionState> = {}): string | undefined {
  const given = status === 'ABORTED' ? [error, cause] : [cause];
  return given.filter(Boolean).join(': ').slice(0, MAX_CAUSE) || undefined;
}
