import type { ReadImage } from '../../adapters/dynamo-stream-image.ts';
import { MAX_EVENTS, type PutEvents } from '../../adapters/event-bridge-bus.ts';
import { STATUS_CHANGED, type StatusChanged } from '../../contracts/status-changed.ts';
import type { StreamAnswer, TableStreamEvent } from '../../contracts/table-stream-event.ts';
import { statusChangeOf } from '../../core/lifecycle/status-change.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';

export interface PublishStatusChangesPorts {
  readonly putEvents: PutEvents;
  readonly readImage: ReadImage;
  readonly resultsBucket: string;
}

interface Change {
  readonly sequenceNumber: string;
  readonly event: StatusChanged;
}

/**
 * Puts an event on the bus for each change of an import's status, at least once and in order for each import. The stream
 * of the imports table contains the changes; Lambda sends a record again until it is in no failure.
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
        logger.warn('events were not accepted', { importId: failed.event.importId });
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
    const event = statusChangeOf({ before, after }, resultsBucket);
    return event === undefined ? [] : [{ sequenceNumber: SequenceNumber, event }];
  } catch {
    // It would be the same each time, and hold up all later changes.
    logger.error('the event about a damaged import cannot be made', { importId: String(after.importId) });
    return [];
  }
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
      batch.some(({ event }) => event.importId === change.event.importId);
    if (isFull) batches.push([change]);
    else batch.push(change);
  }
  return batches;
}

/** @returns the first change that the bus has not accepted */
async function publish({ putEvents }: PublishStatusChangesPorts, batch: readonly Change[]) {
  const accepted = await putEvents(
    batch.map(({ event }) => ({ detailType: STATUS_CHANGED, detail: event })),
  ).catch(() => []);
  return batch.find((_, index) => accepted[index] !== true);
}
