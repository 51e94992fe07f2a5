import * as z from 'zod';
import { ImportSchema } from '../../contracts/import.ts';
import { FINAL_STATUSES } from '../../contracts/import-status.ts';
import { type StatusChanged, StatusChangedSchema } from '../../contracts/status-changed.ts';
import { eventIdOf } from '../naming/event-id.ts';
import { objectKeys } from '../naming/object-keys.ts';

const NEEDED = { importId: true, tenant: true, status: true, attempt: true, updatedAt: true } as const;

/** What the event shows. A damaged attribute that the event can do without is left out of it. */
const ChangedImportSchema = ImportSchema.pick(NEEDED).extend({
  importType: ImportSchema.shape.importType.catch('unknown'),
  statusSequence: ImportSchema.shape.statusSequence.catch(undefined),
  requestId: ImportSchema.shape.requestId.catch(undefined),
  source: ImportSchema.shape.source.catch(undefined),
  counts: ImportSchema.shape.counts.catch(undefined),
  reason: ImportSchema.shape.reason.catch(undefined),
  files: ImportSchema.shape.files.catch(undefined),
});

const StatusSchema = z.object({ status: ImportSchema.shape.status });

export interface ImportImages {
  /** The stored import before the change; undefined for a new one. */
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * The event about a write of an import. It depends only on the images, so that it is the same however often it is made.
 * @returns undefined if the write has not changed the status
 * @throws ZodError if an attribute that the event needs is damaged
 */
export function statusChangeOf(
  { before, after }: ImportImages,
  resultsBucket: string,
): StatusChanged | undefined {
  const previousStatus = StatusSchema.safeParse(before).data?.status;
  const item = ChangedImportSchema.parse(after);
  const { importId, status, source, statusSequence: sequence = 1, updatedAt: time } = item;
  if (status === previousStatus) return undefined;
  return StatusChangedSchema.parse({
    schemaVersion: '1',
    eventId: eventIdOf({ importId, sequence, time: new Date(time) }),
    sequence,
    time,
    importId,
    tenant: item.tenant,
    importType: item.importType,
    status,
    previousStatus,
    isFinal: FINAL_STATUSES.has(status),
    attempt: item.attempt,
    requestId: item.requestId,
    upload: source && { etag: source.etag, versionId: source.versionId, bytes: source.size },
    counts: item.counts,
    reasonCode: item.reason?.code,
    results: Object.keys(item.files ?? {}).length === 0 ? undefined : resultsOf(item, resultsBucket),
  });
}

function resultsOf(
  item: z.output<typeof ChangedImportSchema>,
  bucket: string,
): NonNullable<StatusChanged['results']> {
  const { importId, files = {} } = item;
  const before = `${objectKeys.filesBefore(importId)}/`;
  const areBefore = Object.values(files).every((file) => file?.key.startsWith(before));
  const prefix = areBefore ? before : `${objectKeys.files(item)}/`;
  return { bucket, prefix, apiPath: `/v1/imports/${importId}` };
}
