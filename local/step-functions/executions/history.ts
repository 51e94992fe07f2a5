import type { HistoryPosition } from '../interpreter/flow.ts';
import type { JsonObject } from '../language/json.ts';
import { runtimeError } from '../language/states-error.ts';
import type { Ending, HistoryEvent } from './execution-record.ts';

/** An execution whose history has this many events fails (Step Functions quotas). */
const maxEvents = 25_000;

/**
 * Appends an event that follows the one at `position`, and moves the position to it.
 * @throws StatesError States.Runtime if only the closing event still fits
 */
export function appendEvent(
  events: HistoryEvent[],
  position: HistoryPosition,
  timestamp: number,
  type: string,
  details?: JsonObject,
): void {
  if (events.length >= maxEvents - 1 && !closingTypes.has(type)) {
    throw runtimeError(`The execution reached the maximum number of history events (${maxEvents}).`);
  }
  const id = events.length + 1;
  events.push({ id, previousEventId: position.lastEventId, timestamp, type, ...(details && { details }) });
  position.lastEventId = id;
}

const closing: Readonly<Record<Ending['status'], string>> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  ABORTED: 'ExecutionAborted',
  TIMED_OUT: 'ExecutionTimedOut',
};
const closingTypes: ReadonlySet<string> = new Set(Object.values(closing));

/** The event that closes a history. */
export function closingEvent({ status, ...details }: Ending): { type: string; details: JsonObject } {
  return { type: closing[status], details };
}

/** The field under which the API gives the details of an event type. */
export function detailsField(type: string): string {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
}
