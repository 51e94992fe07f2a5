import { readSource } from '../adapters/read-object.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkItem, ChunkRange } from '../contracts/chunk.ts';
import type { Import, ImportFile } from '../contracts/import.ts';
import { objectKeys } from '../core/naming/object-keys.ts';
import { dialectOf } from '../core/records/dialect.ts';
import { recordEnding } from '../core/records/record-ending.ts';
import { sliceRecords } from '../core/records/slice-records.ts';
import { type ImportJob, importJob } from '../processing/import-job.ts';
import { locateRecord } from '../processing/locate-record.ts';
import { readManifest } from '../processing/read-manifest.ts';
import { readRecordNumbers } from '../processing/read-record-ranges.ts';
import { createRecordsFile } from './records-file.ts';

const LINE_FEED = 0x0a;

export interface UnprocessedPorts {
  readonly objects: ObjectStore;
  readonly resultsBucket: string;
}

/**
 * Writes the records without an outcome to a file that can be imported without changes.
 * @returns undefined when every record has an outcome, or when the file was not split
 */
export async function writeUnprocessedRecords(
  ports: UnprocessedPorts,
  item: Import,
  chunks: readonly ChunkItem[],
  folder: string,
): Promise<ImportFile | undefined> {
  if (item.split === undefined) return undefined;
  const job = importJob(item);
  const { format } = job.layout;
  const key = objectKeys.unprocessedRecords(folder, format);
  const file = createRecordsFile(ports, job.item, key);
  const byIndex = new Map(chunks.map((chunk) => [chunk.index, chunk]));
  try {
    for (const range of await readManifest(ports, job.item)) {
      for await (const bytes of unprocessed(ports, job, range, byIndex.get(range.index))) {
        await file.write(bytes);
      }
    }
    return await file.finish();
  } catch (error) {
    await file.abandon(error instanceof Error ? error : new Error('abandoned'));
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
  if (chunk?.status === 'DEFERRED' && chunk.deferred !== undefined)
    yield* someRecords(ports, job, range, await readRecordNumbers(ports, chunk.deferred.key));
  else if (job.layout.format !== 'json') yield* wholeChunk(ports, job, range);
  else if (range.oversized) yield* oversizedElement(ports, job, range);
  else yield* someRecords(ports, job, range);
}

async function* wholeChunk(
  { objects }: UnprocessedPorts,
  { content, layout }: ImportJob,
  range: ChunkRange,
): AsyncGenerator<Buffer> {
  let last: number | undefined = LINE_FEED;
  for await (const piece of await objects.open(content, range)) {
    yield piece as Buffer;
    last = (piece as Buffer).at(-1);
  }
  if (last !== LINE_FEED) yield recordEnding(layout.format);
}

async function* oversizedElement(
  { objects }: UnprocessedPorts,
  { content, layout }: ImportJob,
  range: ChunkRange,
): AsyncGenerator<Buffer> {
  const record = await locateRecord(objects, content, layout, range);
  for await (const piece of await objects.open(content, record)) yield piece as Buffer;
  yield recordEnding(layout.format);
}

/** The records of `numbers`, or all records, without the commas and white space between them in a JSON array. */
async function* someRecords(
  ports: UnprocessedPorts,
  job: ImportJob,
  range: ChunkRange,
  numbers?: ReadonlySet<number>,
): AsyncGenerator<Buffer> {
  const bytes = await readSource(ports.objects, job.content, range);
  const first = { offset: range.start, line: range.firstLine, recordNumber: range.firstRecord };
  for (const { recordNumber, raw } of sliceRecords(bytes, dialectOf(job.layout), first)) {
    if (numbers?.has(recordNumber) ?? true) yield Buffer.concat([raw, recordEnding(job.layout.format)]);
  }
}
