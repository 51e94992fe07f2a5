import type { ReadImage } from '../../adapters/dynamo-stream-image.ts';
import { type BusEvent, MAX_EVENTS, type PutEvents } from '../../adapters/event-bridge-bus.ts';
import { STATUS_CHANGED } from '../../contracts/status-changed.ts';
import type { StreamAnswer, TableStreamEvent } from '../../contracts/table-stream-event.ts';
import { DELIVERY_REQUESTED, DeliveryRequestedSchema } from '../../contracts/webhook.ts';
import { statusChangeOf } from '../../core/lifecycle/status-change.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';

export interface PublishStatusChangesPorts {
  readonly putEvents: PutEvents;
  readonly readImage: ReadImage;
  readonly resultsBucket: string;
}

interface Change {
  readonly sequenceNumber: string;
  /** Events about the same subject have an order. */
  readonly subject: string;
  readonly event: BusEvent;
}

/**
 * Puts an event on the bus for each change of an import's status, at least once and in order for each import, and for each
 * request to send a message to an endpoint. The stream of the imports table contains the changes; Lambda sends a record again until it is in no failure.
 */
export function createPublishStatusChanges(ports: PublishStatusChangesPorts) {
  return async (
    { Records }: TableStreamEvent,
    { logger }: Pick<TaskRuntime, 'logger'>,
  ): Promise<StreamAnswer> => {
    const changes = Records.flatMap((record) => changeOf(ports, record, logger));
    for (const batch of batchesOf(changes)) {
      const failed = await publish(ports, batch);
      if (failed !== undefined) {
        logger.warn('events were not accepted', { importId: failed.subject });
        return { batchItemFailures: [{ itemIdentifier: failed.sequenceNumber }] };
      }
    }
    return { batchItemFailures: [] };
  };
}

function changeOf(
  { readImage, resultsBucket }: PublishStatusChangesPorts,
  { dynamodb: { SequenceNumber, OldImage, NewImage } }: TableStreamEvent['Records'][number],
  logger: TaskRuntime['logger'],
): readonly Change[] {
  if (NewImage === undefined) return [];
  const before = OldImage && readImage(OldImage);
  const after = readImage(NewImage);
  try {
    const event = eventOf({ before, after }, resultsBucket);
    const subject = String(after.importId);
    return event === undefined ? [] : [{ sequenceNumber: SequenceNumber, subject, event }];
  } catch {
    // It would be the same each time, and hold up all later changes.
    logger.error('the event about a damaged import cannot be made', { importId: String(after.importId) });
    return [];
  }
}

function eventOf(
  { before, after }: { readonly before: unknown; readonly after: Readonly<Record<string, unknown>> },
  resultsBucket: string,
): BusEvent | undefined {
  if (after.requestOf !== undefined) {
    const detail = DeliveryRequestedSchema.parse({ ...after, tenant: after.requestOf });
    return { detailType: DELIVERY_REQUESTED, detail };
  }
  const detail = statusChangeOf({ before, after }, resultsBucket);
  return detail && { detailType: STATUS_CHANGED, detail };
}

/**
 * In order. A batch has at most one event of an import: of two events in one request, EventBridge may accept only the
 * later one.
 */
function batchesOf(changes: readonly Change[]): readonly (readonly Change[])[] {
  const batches: Change[][] = [];
  for (const change of changes) {
    const batch = batches.at(-1);
    const isFull =
      batch === undefined ||
      batch.length === MAX_EVENTS ||
      batch.some(({ subject }) => subject === change.subject);
    if (isFull) batches.push([change]);
    else batch.push(change);
  }
  return batches;
}

/** @returns the first change that the bus has not accepted */
async function publish({ putEvents }: PublishStatusChangesPorts, batch: readonly Change[]) {
  const accepted = await putEvents(batch.map(({ event }) => event)).catch(() => []);
  return batch.find((_, index) => accepted[index] !== true);
}
