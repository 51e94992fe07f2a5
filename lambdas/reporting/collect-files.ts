import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import { readJson } from '../adapters/read-object.ts';
import { type Collected, CollectedSchema, type Segment } from '../contracts/collected.ts';
import type { Import, ImportFile } from '../contracts/import.ts';
import type { Counts } from '../contracts/outcome.ts';
import { objectKeys } from '../core/naming/object-keys.ts';
import { mainGroups } from '../core/wording/group-issues.ts';
import { importTypeOf, type SplitImport } from '../processing/import-stage.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { accountForAll } from './account-for-all.ts';
import { ignoredNames, nameChunks } from './chunk-names.ts';
import { type Merged, mergeParts, type ReportPorts } from './merge-parts.ts';
import { asFailedRecordsFile, RECORDS_CONTENT_TYPES } from './records-file.ts';
import type { ReportKind } from './report-kind.ts';
import type { ReportFiles } from './report-writer.ts';
import { createSlicedFile, type SlicedFile } from './sliced-file.ts';
import { CSV, type ResultFiles } from './write-result-files.ts';

export interface CollectPorts extends ReportPorts {
  readonly imports: Pick<ImportStore, 'read' | 'chunks' | 'noteCollected'>;
  /** Up to this size a file is written without segments. */
  readonly inMemoryBytes?: number;
}

/** The parts of a chunk take a second or so to merge, and the last pieces of the files some seconds to upload. */
const ENOUGH_TO_MERGE_MS = 120_000;
/** Segments are copied inside S3, eight parts at a time: 100 GB in some three minutes at 70 MB/s a part. */
const ENOUGH_TO_COMPOSE_MS = 400_000;

type Role = keyof ReportFiles;
const ROLES = ['results', 'errors', 'failedRecords'] as const satisfies readonly Role[];

export interface Collection {
  readonly item: SplitImport;
  readonly kind: ReportKind & { readonly file: NonNullable<Import['collecting']>['file'] };
  readonly attempt: number;
}

/**
 * Writes the sender's files from the parts of all chunks, if and only if every record is accounted for (promise 1), in as
 * many invocations as it takes. Each invocation adds a segment to each file, and then moves the import from the state that
 * it has read to the one that it has written. Of two invocations at once, one does so, and the work of the other is
 * ignored. When all chunks are merged, the segments become the files: every invocation makes the same files of them.
 * A file that one invocation can hold in memory needs no segments.
 * @returns undefined when the time of this invocation is over, or when another one was faster: call again
 * @throws RecordCountMismatch when a record has no outcome, or more than one
 */
export async function collectFiles(
  ports: CollectPorts,
  collection: Collection,
  { invocationId, remainingMs, logger }: TaskRuntime,
): Promise<ResultFiles | undefined> {
  const { item, kind, attempt } = collection;
  const { importId } = item;
  const named = await nameChunks(ports.imports.chunks(importId), importTypeOf(item));
  const ignored = ignoredNames(item, named);
  const check = accountForAll(item, named.chunks);
  const before = await readCollected(ports, collection);
  if (before?.chunks === named.chunks.length)
    return { ...(await composeFiles(ports, collection, before, check)), ...ignored };
  const files = slicedFiles(ports, collection, before, invocationId);
  const hasTime = () => remainingMs() >= ENOUGH_TO_MERGE_MS;
  const merged = await mergeParts(ports, { item, named, kind, files, before, hasTime });
  const isLast = merged.chunks === named.chunks.length;
  let collected: Collected;
  try {
    if (isLast) check(merged.writer.counts);
    const small = isLast ? inMemory(files) : undefined;
    if (small !== undefined) return { ...(await putFiles(ports, collection, merged, small)), ...ignored };
    collected = await storeSegments(files, merged);
  } catch (error) {
    await merged.writer.abandon(error);
    throw error;
  }
  const key = objectKeys.collected(importId, invocationId, 'state.json');
  const state = JSON.stringify(CollectedSchema.parse(collected));
  await ports.objects.put(ports.resultsBucket, key, state, 'application/json');
  const collecting = { attempt, file: kind.file, key };
  const isFirst = await ports.imports.noteCollected(importId, item.collecting?.key, collecting);
  logger.info('results collected in part', {
    chunks: collected.chunks,
    of: named.chunks.length,
    kept: isFirst,
  });
  if (!isFirst || !isLast || remainingMs() < ENOUGH_TO_COMPOSE_MS) return undefined;
  return { ...(await composeFiles(ports, collection, collected, check)), ...ignored };
}

/** Undefined: this attempt has collected nothing. What an earlier attempt, or the evaluation, has collected is ignored. */
async function readCollected(
  { objects, resultsBucket: bucket }: CollectPorts,
  { item: { collecting }, kind, attempt }: Collection,
): Promise<Collected | undefined> {
  if (collecting?.attempt !== attempt || collecting.file !== kind.file) return undefined;
  return readJson(objects, { bucket, key: collecting.key }, CollectedSchema);
}

function slicedFiles(
  { objects, resultsBucket: bucket, inMemoryBytes }: CollectPorts,
  { item, kind }: Collection,
  before: Collected | undefined,
  invocationId: string,
): ReportFiles<SlicedFile> {
  const open = (name: string, segments: readonly Segment[] = []) =>
    createSlicedFile(objects, {
      bucket,
      segmentKey: objectKeys.collected(item.importId, invocationId, name),
      segments,
      inMemoryBytes,
    });
  const { results: sections = [], errors, failedRecords } = before?.segments ?? {};
  const begun = (before?.segments.failedRecords.length ?? 0) > 0;
  return {
    results: Array.from({ length: kind.sections }, (_, i) => open(`results-${i}`, sections[i])),
    errors: open('errors', errors),
    failedRecords: asFailedRecordsFile(objects, item, open('failedRecords', failedRecords), begun),
  };
}

/** The bytes of all files, if each section of them fits into memory. */
function inMemory(files: ReportFiles<SlicedFile>): Readonly<Record<Role, Buffer>> | undefined {
  const [results, errors, failedRecords] = ROLES.map((role) => {
    const sections = [files[role]].flat().map((file) => file.inMemory());
    return sections.every((bytes) => bytes !== undefined) ? Buffer.concat(sections) : undefined;
  });
  if (results === undefined || errors === undefined || failedRecords === undefined) return undefined;
  return { results, errors, failedRecords };
}

async function storeSegments(files: ReportFiles<SlicedFile>, { writer, chunks }: Merged): Promise<Collected> {
  const store = async (file: SlicedFile) => [...(await file.store())];
  const [results, errors, failedRecords] = await Promise.all([
    Promise.all(files.results.map(store)),
    store(files.errors),
    store(files.failedRecords),
  ]);
  const { lastRecord, counts, firstErrors, firstWarnings, rejections, issues } = writer;
  const segments = { results, errors, failedRecords };
  return { chunks, lastRecord, counts, firstErrors, firstWarnings, rejections, issues, segments };
}

/** Small files are written at once, as they are. */
async function putFiles(
  { objects, resultsBucket }: CollectPorts,
  collection: Collection,
  { writer }: Merged,
  bytes: Readonly<Record<Role, Buffer>>,
): Promise<ResultFiles> {
  const put = async (role: Role): Promise<ImportFile | undefined> => {
    const { key, contentType } = targetOf(collection, role);
    const { length: size } = bytes[role];
    if (size === 0) return undefined;
    await objects.put(resultsBucket, key, bytes[role], contentType);
    return { key, size };
  };
  return reportOf(collection, writer, await Promise.all(ROLES.map(put)));
}

/** @throws RecordCountMismatch before a file becomes visible */
async function composeFiles(
  { objects, resultsBucket: bucket }: CollectPorts,
  collection: Collection,
  collected: Collected,
  check: (counts: Counts) => void,
): Promise<ResultFiles> {
  check(collected.counts);
  const compose = async (role: Role): Promise<ImportFile | undefined> => {
    const segments: readonly Segment[] = collected.segments[role].flat();
    if (segments.length === 0) return undefined;
    const { key, contentType } = targetOf(collection, role);
    await objects.compose({ bucket, key, contentType, segments });
    return { key, size: segments.reduce((total, { size }) => total + size, 0) };
  };
  return reportOf(collection, collected, await Promise.all(ROLES.map(compose)));
}

function targetOf({ item: { importId, layout }, kind }: Collection, role: Role) {
  const folder = objectKeys.files(importId);
  if (role === 'failedRecords')
    return {
      key: objectKeys.failedRecords(folder, layout.format),
      contentType: RECORDS_CONTENT_TYPES[layout.format],
    };
  return { key: role === 'results' ? kind.key(folder) : objectKeys.errors(folder), contentType: CSV };
}

function reportOf(
  { kind }: Collection,
  { counts, firstErrors, firstWarnings, rejections, issues }: Omit<ResultFiles, 'files'>,
  [results, errors, failedRecords]: readonly (ImportFile | undefined)[],
): ResultFiles {
  const files = {
    ...(results && { [kind.file]: results }),
    ...(errors && { errors }),
    ...(failedRecords && { failedRecords }),
  };
  return { counts, firstErrors, firstWarnings, rejections, issues: mainGroups(issues), files };
}
