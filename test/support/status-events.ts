import type { Import } from '../../lambdas/contracts/import.ts';
import {
  STATUS_CHANGED,
  type StatusChanged,
  StatusChangedSchema,
} from '../../lambdas/contracts/status-changed.ts';
import type { EventBridgeEvent } from '../../local/event-bridge/event.ts';

/** The events about an import, in the order in which they were put on the bus, repetitions included. */
export function statusEventsOf(
  events: readonly EventBridgeEvent[],
  importId: string,
): readonly StatusChanged[] {
  return events
    .filter((event) => event['detail-type'] === STATUS_CHANGED && event.detail.importId === importId)
    .map(({ detail }) => StatusChangedSchema.parse(detail));
}

/** What is wrong with the events about an import that has come to rest: each change at least once, and in order. */
export function eventViolations(
  events: readonly EventBridgeEvent[],
  { importId, status, statusSequence }: Pick<Import, 'importId' | 'status' | 'statusSequence'>,
): readonly string[] {
  const all = statusEventsOf(events, importId);
  const first = all.filter((event, i) => all.findIndex(({ eventId }) => eventId === event.eventId) === i);
  const expected = Array.from({ length: statusSequence ?? 0 }, (_, i) => i + 1);
  const sequences = first.map(({ sequence }) => sequence);
  const isChain = first.every((event, i) => event.previousStatus === first[i - 1]?.status);
  const repeated = all.filter(
    (event) =>
      JSON.stringify(event) !== JSON.stringify(first.find(({ eventId }) => eventId === event.eventId)),
  );
  return [
    ...(String(sequences) === String(expected)
      ? []
      : [`the events have the numbers ${sequences.join(', ')} instead of 1 to ${statusSequence}`]),
    ...(isChain ? [] : [`the events are no chain: ${first.map((one) => one.status).join(', ')}`]),
    ...(first.at(-1)?.status === status
      ? []
      : [`the last event says ${first.at(-1)?.status}, not ${status}`]),
    ...(repeated.length === 0 ? [] : ['an event that was sent again is not the same']),
  ];
}
