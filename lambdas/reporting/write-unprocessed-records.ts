import { readSource } from '../adapters/read-object.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkItem, ChunkRange } from '../contracts/chunk.ts';
import type { AbortedProgress, Segment } from '../contracts/collected.ts';
import type { Import, ImportFile } from '../contracts/import.ts';
import { objectKeys } from '../core/naming/object-keys.ts';
import { dialectOf } from '../core/records/dialect.ts';
import { recordEnding } from '../core/records/record-ending.ts';
import { sliceRecords } from '../core/records/slice-records.ts';
import { type ImportJob, importJob } from '../processing/import-job.ts';
import { locateRecord } from '../processing/locate-record.ts';
import { readManifest } from '../processing/read-manifest.ts';
import { readRecordNumbers } from '../processing/read-record-ranges.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import type { SlicePorts } from './collect-slice.ts';
import { asRecordsFile, RECORDS_CONTENT_TYPES } from './records-file.ts';
import { createSlicedFile, type SlicedFile } from './sliced-file.ts';
import { hasTimeToCompose, hasTimeToMerge } from './time-limits.ts';

const LINE_FEED = 0x0a;

export type UnprocessedPorts = Pick<SlicePorts, 'objects' | 'resultsBucket' | 'inMemoryBytes'>;

type Written = NonNullable<AbortedProgress['unprocessedRecords']>;

export interface UnprocessedSlice {
  readonly item: Import;
  /** The chunks whose records have outcomes. */
  readonly chunks: readonly Pick<ChunkItem, 'index' | 'status' | 'deferred'>[];
  readonly folder: string;
  /** What earlier invocations have written. */
  readonly before: Written | undefined;
  /** Stores how far this invocation has written. False: another invocation was faster. */
  readonly note: (written: Written) => Promise<boolean>;
}

/**
 * Writes the records without an outcome to a file that can be imported without changes, in as many invocations as it takes.
 * @returns without `file` when every record has an outcome, or when the file was not split; undefined when the time of this
 * invocation is over, or when another one was faster: call again
 */
export async function writeUnprocessedRecords(
  ports: UnprocessedPorts,
  { item, chunks, folder, before, note }: UnprocessedSlice,
  runtime: Pick<TaskRuntime, 'invocationId' | 'remainingMs'>,
): Promise<{ readonly file?: ImportFile } | undefined> {
  if (item.split === undefined) return {};
  const job = importJob(item);
  const ranges = await readManifest(ports, job.item);
  const { chunks: done = 0, segments = [] } = before ?? {};
  const target = targetOf(ports, job, folder);
  if (done === ranges.length) return compose(ports, target, segments);
  const file = openFile(ports, job, segments, runtime.invocationId);
  let next = done;
  let stored: readonly Segment[];
  try {
    next += await writeRanges(ports, job, { file, ranges: ranges.slice(done), chunks }, runtime);
    if (next === ranges.length) await file.end();
    const small = next === ranges.length ? file.inMemory() : undefined;
    if (small !== undefined) return await putFile(ports, target, small);
    stored = await file.store();
  } catch (error) {
    await file.abandon(error instanceof Error ? error : new Error('abandoned'));
    throw error;
  }
  const isFirst = await note({ chunks: next, segments: [...stored] });
  const composes = isFirst && next === ranges.length && hasTimeToCompose(runtime);
  return composes ? compose(ports, target, stored) : undefined;
}

interface RangesToWrite extends Pick<UnprocessedSlice, 'chunks'> {
  readonly file: SlicedFile;
  readonly ranges: readonly ChunkRange[];
}

/** Writes at least one range, and then as long as there is time. @returns how many */
async function writeRanges(
  ports: UnprocessedPorts,
  job: ImportJob,
  { file, ranges, chunks }: RangesToWrite,
  runtime: Pick<TaskRuntime, 'remainingMs'>,
): Promise<number> {
  const byIndex = new Map(chunks.map((chunk) => [chunk.index, chunk]));
  for (const [index, range] of ranges.entries()) {
    for await (const bytes of unprocessed(ports, job, range, byIndex.get(range.index)))
      await file.write(bytes);
    if (!hasTimeToMerge(runtime)) return index + 1;
  }
  return ranges.length;
}

function openFile(
  { objects, resultsBucket: bucket, inMemoryBytes }: UnprocessedPorts,
  { item }: ImportJob,
  segments: readonly Segment[],
  invocationId: string,
): SlicedFile {
  const segmentKey = objectKeys.collected(item.importId, invocationId, 'unprocessed-records');
  const file = createSlicedFile(objects, { bucket, segmentKey, segments, inMemoryBytes });
  return asRecordsFile(objects, item, file, segments.length > 0);
}

type Target = Omit<Parameters<ObjectStore['compose']>[0], 'segments'>;

function targetOf(
  { resultsBucket: bucket }: UnprocessedPorts,
  { layout }: ImportJob,
  folder: string,
): Target {
  const { format } = layout;
  const key = objectKeys.unprocessedRecords(folder, format);
  return { bucket, key, contentType: RECORDS_CONTENT_TYPES[format] };
}

async function putFile({ objects }: UnprocessedPorts, { bucket, key, contentType }: Target, bytes: Buffer) {
  const { length: size } = bytes;
  if (size === 0) return {};
  await objects.put(bucket, key, bytes, contentType);
  return { file: { key, size } };
}

async function compose({ objects }: UnprocessedPorts, target: Target, segments: readonly Segment[]) {
  if (segments.length === 0) return {};
  await objects.compose({ ...target, segments });
  return { file: { key: target.key, size: segments.reduce((total, { size }) => total + size, 0) } };
}

async function* unprocessed(
  ports: UnprocessedPorts,
  job: ImportJob,
  range: ChunkRange,
  chunk: UnprocessedSlice['chunks'][number] | undefined,
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
