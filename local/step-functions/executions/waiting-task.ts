import type { ResumedTask } from '../interpreter/resumed-task.ts';
import type { ExecutionRecord, HistoryEvent } from './execution-record.ts';

/**
 * The task that a stored execution waits in. Its history has everything but the token: the state's input, its earlier
 * attempts, and when the current attempt started.
 * @returns undefined for an execution that was doing something else: it cannot continue
 */
export function waitingTask({ status, waiting, events }: ExecutionRecord): ResumedTask | undefined {
  if (status !== 'RUNNING' || waiting === undefined || events.at(-1)?.type !== 'TaskSubmitted')
    return undefined;
  const since = events.slice(events.findLastIndex(({ type }) => type === 'TaskStateEntered'));
  const [entered] = since;
  const scheduled = since.findLast(({ type }) => type === 'TaskScheduled');
  if (entered === undefined || scheduled === undefined) return undefined;
  return {
    stateName: textOf(entered, 'name'),
    input: JSON.parse(textOf(entered, 'input')),
    enteredTime: new Date(entered.timestamp).toISOString(),
    failures: since
      .filter(({ type }) => type === 'TaskFailed' || type === 'TaskTimedOut')
      .map((failed) => textOf(failed, 'error')),
    token: waiting.token,
    scheduledAt: scheduled.timestamp,
    heartbeatAt: waiting.heartbeatAt,
  };
}

function textOf({ details }: HistoryEvent, field: string): string {
  return String(details?.[field]);
}
