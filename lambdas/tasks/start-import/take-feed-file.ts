import type { PairChange } from '../../adapters/dynamo-feed-store.ts';
import type { FeedHalf, FeedPair } from '../../contracts/feed-pair.ts';
import type { Import, UploadedImport } from '../../contracts/import.ts';
import { itemExpiry } from '../../core/lifecycle/item-expiry.ts';
import { executionArn, executionName } from '../../core/naming/execution-name.ts';
import { arrivalOfPair, isComplete, takeFile } from '../../core/naming/feed-pair.ts';
import { reachedLimit } from '../../turns/limit-open-imports.ts';
import type { UploadedFile } from './new-import.ts';
import type { StartImportPorts } from './ports.ts';
import { receiveFeedFile } from './receive-feed-file.ts';

interface FeedUpload extends Pick<UploadedFile, 'importIdAfter'> {
  readonly half: FeedHalf;
  readonly timestamp: string;
}

interface Taken {
  readonly item: Import;
  readonly isNew: boolean;
}

const HOUR_MS = 3_600_000;

/**
 * Adds a file to its pair. A pointer for each timestamp names the import with the last uploads. The pointer is written
 * before the import, whose id is derived from the upload that moved the pointer and from the import before. Both are
 * conditional writes. So one import comes of a pair, in whichever order and however often the events arrive.
 * @param upload the import that the file alone would be
 */
export async function takeFeedFile(
  ports: StartImportPorts,
  upload: UploadedImport,
  file: FeedUpload,
): Promise<Taken> {
  const received = await receiveFeedFile(ports, upload, file.half);
  if (received !== undefined) return received;
  for (;;) {
    const taken = await tryToTake(ports, upload, file);
    if (taken !== undefined) return taken;
  }
}

/** @returns undefined when another call was faster or a step is left: try again */
async function tryToTake(
  ports: StartImportPorts,
  upload: UploadedImport,
  { half, timestamp, importIdAfter }: FeedUpload,
): Promise<Taken | undefined> {
  const { feeds, imports } = ports;
  const { tenant } = upload;
  const { source: object, arrival, requestId } = upload;
  const file = { object, arrival, ...(requestId !== undefined && { requestId }) };
  const pointer = await feeds.find(tenant, timestamp);
  const last = pointer && (await imports.find(pointer.holder));
  // The call that moved the pointer has not written the import yet, or has died: make the import from the one before.
  const isMissing = pointer !== undefined && last === undefined;
  const from = isMissing && pointer.before !== undefined ? await imports.find(pointer.before) : last;
  const step = takeFile(from, timestamp, half, file);
  if (step.kind === 'known') return { item: from as Import, isNew: false };
  if (step.kind === 'join') return join(ports, from as Import, upload, step.feed);
  if (!isMissing) {
    const before = last?.importId;
    const next = { holder: importIdAfter(before), ...(before && { before }) };
    await feeds.assign(tenant, timestamp, next, itemExpiry('feedPair', upload, ports.now()));
    return undefined;
  }
  const item = await pairImport(ports, { ...upload, importId: pointer.holder }, step.feed, from);
  return (await imports.create(item)) ? { item, isNew: true } : undefined;
}

async function pairImport(
  ports: StartImportPorts,
  upload: UploadedImport,
  feed: FeedPair,
  from: Import | undefined,
): Promise<Import> {
  const { importId, attempt } = upload;
  const own = {
    ...upload,
    ...leading(upload, feed, from),
    executionArn: executionArn(ports.stateMachineArn, executionName({ importId, attempt })),
  };
  const limited = await reachedLimit(ports, upload.tenant);
  if (isComplete(feed)) return { ...own, ...limited, ...(await completed(ports, own, feed)) };
  // Does not wait for the other file, which begins another import with both.
  if (limited.overLimit !== undefined) return { ...own, ...limited, feed };
  const { limits } = await ports.tenants.read(upload.tenant);
  const expiresAt = new Date(ports.now().getTime() + limits.feedPairHours * HOUR_MS).toISOString();
  return { ...own, status: 'AWAITING_UPLOAD', feed: { ...feed, expiresAt } };
}

async function join(
  ports: StartImportPorts,
  waiting: Import,
  upload: UploadedImport,
  feed: FeedPair,
): Promise<Taken | undefined> {
  const led = leading(upload, feed, waiting);
  const change: PairChange = {
    ...led,
    feed,
    ...(isComplete(feed) && (await completed(ports, { ...waiting, ...led } as UploadedImport, feed))),
  };
  if (!(await ports.feeds.advance(waiting, change))) return undefined;
  return { item: { ...waiting, ...change } as Import, isNew: true };
}

/** The import has the name and metadata of the data file, or those of the header file while there is no data file. */
function leading(upload: UploadedImport, feed: FeedPair, from: Import | undefined) {
  const isLed = feed.data === undefined || feed.data.arrival === upload.arrival;
  const { fileName, options, metadataProblem, source = upload.source } = isLed || !from ? upload : from;
  const requestId = feed.data?.requestId ?? feed.header?.requestId;
  return { source, fileName, options, requestId, metadataProblem };
}

/** The pair gets its place in the queue when its second file arrives. */
async function completed(
  { imports }: StartImportPorts,
  item: UploadedImport,
  { expiresAt: _, ...feed }: FeedPair,
) {
  const sameContentAs = await imports.rememberContent(item);
  return { status: 'QUEUED', arrival: arrivalOfPair(feed), feed, sameContentAs } as const;
}
