import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BusEvent } from '../../../../lambdas/adapters/event-bridge-bus.ts';
import type { StatusChanged } from '../../../../lambdas/contracts/status-changed.ts';
import type { TableStreamEvent } from '../../../../lambdas/contracts/table-stream-event.ts';
import { createPublishStatusChanges } from '../../../../lambdas/tasks/publish-status-changes/handler.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { importItem, NOW } from '../../support/import-item.ts';

const STATUSES = ['QUEUED', 'RUNNING', 'AWAITING_CONFIRMATION', 'RUNNING', 'COMPLETED'] as const;
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const idOf = (number: number) => `imp_${String(number).padStart(26, '0')}`;

type Item = ReturnType<typeof importItem>;

/** The stream of a few imports, each of which goes through the statuses, with writes in between that change no status. */
const streams = fc
  .array(fc.record({ one: fc.integer({ min: 1, max: 4 }), changesStatus: fc.boolean() }), { maxLength: 60 })
  .map((writes) => {
    const stored = new Map<number, Item>();
    return writes.map(({ one, changesStatus }) => {
      const before = stored.get(one);
      const count = (before?.statusSequence ?? 0) + (changesStatus || before === undefined ? 1 : 0);
      const after = {
        ...importItem({
          importId: idOf(one),
          status: STATUSES[Math.min(count, STATUSES.length) - 1] ?? 'QUEUED',
        }),
        statusSequence: Math.min(count, STATUSES.length),
        updatedAt: new Date(NOW.getTime() + count * 1000).toISOString(),
      };
      stored.set(one, after);
      return { before, after };
    });
  });

const recordsOf = (
  writes: readonly { before: Item | undefined; after: Item }[],
): TableStreamEvent['Records'] =>
  writes.map(({ before, after }, i) => ({
    eventName: before === undefined ? 'INSERT' : 'MODIFY',
    dynamodb: {
      SequenceNumber: String(i).padStart(21, '0'),
      ...(before !== undefined && { OldImage: before }),
      NewImage: after,
    },
  }));

/** A bus that refuses entries, or whole requests, as the numbers say. */
function busWith(refusals: readonly number[]) {
  const accepted: StatusChanged[] = [];
  let entries = 0;
  const putEvents = async (events: readonly BusEvent[]) => {
    if ((refusals[entries % Math.max(refusals.length, 1)] ?? 9) === 0) {
      entries += 1;
      throw new Error('throttled');
    }
    return events.map(({ detail }) => {
      const isAccepted = (refusals[entries++ % Math.max(refusals.length, 1)] ?? 9) > 2;
      if (isAccepted) accepted.push(detail as StatusChanged);
      return isAccepted;
    });
  };
  return { putEvents, accepted };
}

/** Lambda: the records again from the first failure, until there is none. */
async function deliver(records: TableStreamEvent['Records'], refusals: readonly number[], size: number) {
  const bus = busWith(refusals);
  const publish = createPublishStatusChanges({
    putEvents: bus.putEvents,
    readImage: (image) => image,
    resultsBucket: 'results',
  });
  let next = 0;
  while (next < records.length) {
    const batch = records.slice(next, next + size);
    const { batchItemFailures } = await publish({ Records: batch }, { logger });
    const failed = batchItemFailures[0]?.itemIdentifier;
    next +=
      failed === undefined
        ? batch.length
        : batch.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === failed);
  }
  return bus.accepted;
}

describe('publishing the changes of a stream', () => {
  it('puts each change of each import on the bus, in its order, whatever the bus refuses', async () => {
    await fc.assert(
      fc.asyncProperty(
        streams,
        // A bus that refuses everything would be asked for ever.
        fc.array(fc.nat(9)).map((numbers) => [...numbers, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9]),
        fc.integer({ min: 1, max: 20 }),
        async (writes, refusals, size) => {
          const accepted = await deliver(recordsOf(writes), refusals, size);
          const changes = writes.filter(({ before, after }) => before?.status !== after.status);
          for (const importId of [1, 2, 3, 4].map(idOf)) {
            const wanted = changes.filter(({ after }) => after.importId === importId);
            const own = accepted.filter((event) => event.importId === importId);
            const first = own.filter((event, i) => own.findIndex((e) => e.eventId === event.eventId) === i);
            expect(
              first.map(({ status, previousStatus, sequence }) => [previousStatus, status, sequence]),
            ).toEqual(
              wanted.map(({ before, after }) => [before?.status, after.status, after.statusSequence]),
            );
          }
        },
      ),
      lawRuns(200),
    );
  });

  it('puts a request to send a message on the bus', async () => {
    const key = { webhookId: `whk_${'0'.repeat(24)}`, deliveryId: `evt_${'0'.repeat(26)}` };
    const NewImage = { importId: 'delivery-request#1', requestOf: 'acme', ...key, at: NOW.toISOString() };
    const dynamodb = { SequenceNumber: '0', NewImage };
    const put: BusEvent[] = [];
    const publish = createPublishStatusChanges({
      putEvents: async (events) => events.map((event) => put.push(event) > 0),
      readImage: (image) => image,
      resultsBucket: 'results',
    });
    await publish({ Records: [{ eventName: 'INSERT', dynamodb }] }, { logger });
    expect(put).toEqual([{ detailType: 'Webhook Delivery Requested', detail: { tenant: 'acme', ...key } }]);
  });

  it('does not hold up the stream for an import whose item is damaged', async () => {
    const [record] = recordsOf([{ before: undefined, after: importItem() }]);
    const damaged = { ...importItem(), tenant: 7 };
    const records = [
      { eventName: 'INSERT' as const, dynamodb: { SequenceNumber: '0', NewImage: damaged } },
      ...(record === undefined ? [] : [record]),
    ];
    expect(await deliver(records, [], 10)).toHaveLength(1);
  });
});
