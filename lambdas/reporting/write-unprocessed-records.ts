import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkItem, ChunkRange } from '../contracts/chunk.ts';
import type { Import, ImportFile } from '../contracts/import.ts';
import { dialectOf } from '../core/dialect.ts';
import { objectKeys } from '../core/object-keys.ts';
import { sliceRecords } from '../core/records/slice-records.ts';
import { type ImportJob, importJob } from '../processing/import-job.ts';
import { readManifest } from '../processing/read-manifest.ts';
import { readRecordNumbers } from '../processing/read-record-ranges.ts';
import { createLazyUpload } from './lazy-upload.ts';
import { headerBytes } from './source-header.ts';

const LINE_FEED = 0x0a;
const LINE_BREAK = Buffer.from('\n');

export interface UnprocessedPorts {
  readonly objects: ObjectStore;
  readonly resultsBucket: string;
}

/**
 * Writes the records that have no outcome, with the header: a file that can be imported as it is. Undefined when there
 * are none, or the import had not come as far as its manifest.
 */
export async function writeUnprocessedRecords(
  ports: UnprocessedPorts,
  item: Import,
  chunks: readonly ChunkItem[],
): Promise<ImportFile | undefined> {
  if (item.split === undefined) return undefined;
  const job = importJob(item);
  const { format } = job.layout;
  const key = objectKeys.unprocessedRecords(item.importId, format);
  const upload = createLazyUpload(
    ports.objects,
    ports.resultsBucket,
    key,
    format === 'csv' ? 'text/csv' : 'application/jsonl',
  );
  const byIndex = new Map(chunks.map((chunk) => [chunk.index, chunk]));
  let begun = false;
  try {
    for (const range of await readManifest(ports, item)) {
      for await (const bytes of unprocessed(ports, job, range, byIndex.get(range.index))) {
        if (!begun) await upload.write(await headerBytes(ports.objects, item));
        begun = true;
        await upload.write(bytes);
      }
    }
    return await upload.finish();
  } catch (error) {
    await upload.abandon(error instanceof Error ? error : new Error('abandoned'));
    throw error;
  }
}

async function* unprocessed(
  ports: UnprocessedPorts,
  job: ImportJob,
  range: ChunkRange,
  chunk: ChunkItem | undefined,
): AsyncGenerator<Buffer> {
  if (chunk?.status === 'DONE') return;
  if (chunk?.status === 'MAPPED' && chunk.deferred !== undefined)
    yield* deferredRecords(ports, job, range, chunk.deferred.key);
  else yield* wholeChunk(ports, job, range);
}

async function* wholeChunk(
  { objects }: UnprocessedPorts,
  { content }: ImportJob,
  range: ChunkRange,
): AsyncGenerator<Buffer> {
  let last: number | undefined = LINE_FEED;
  for await (const piece of await objects.open(content, range)) {
    yield piece as Buffer;
    last = (piece as Buffer).at(-1);
  }
  if (last !== LINE_FEED) yield LINE_BREAK;
}

/** All else of the chunk was processed. */
async function* deferredRecords(
  ports: UnprocessedPorts,
  job: ImportJob,
  range: ChunkRange,
  key: string,
): AsyncGenerator<Buffer> {
  const waiting = await readRecordNumbers(ports, key);
  const stream = await ports.objects.open(job.content, range);
  const bytes = Buffer.concat(await stream.toArray());
  const first = { offset: range.start, line: range.firstLine, recordNumber: range.firstRecord };
  for (const { recordNumber, raw } of sliceRecords(bytes, dialectOf(job.layout), first)) {
    if (waiting.has(recordNumber)) yield Buffer.concat([raw, LINE_BREAK]);
  }
}
