import type { Collected, Segment } from '../contracts/collected.ts';
import type { ImportFile } from '../contracts/import.ts';
import type { Counts } from '../contracts/outcome.ts';
import { objectKeys } from '../core/naming/object-keys.ts';
import { mainGroups } from '../core/wording/group-issues.ts';
import type { SplitImport } from '../processing/import-stage.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import type { NamedChunks } from './chunk-names.ts';
import { type Merged, mergeParts, type ReportPorts } from './merge-parts.ts';
import { asFailedRecordsFile, RECORDS_CONTENT_TYPES } from './records-file.ts';
import type { ReportKind } from './report-kind.ts';
import type { ReportFiles } from './report-writer.ts';
import { CSV, type ResultFiles } from './result-files.ts';
import { createSlicedFile, type SlicedFile } from './sliced-file.ts';
import { hasTimeToCompose, hasTimeToMerge } from './time-limits.ts';

export interface SlicePorts extends ReportPorts {
  /** Up to this size a file is written without segments. */
  readonly inMemoryBytes?: number;
}

type Role = keyof ReportFiles;
const ROLES = ['results', 'errors', 'failedRecords'] as const satisfies readonly Role[];

export interface Slice {
  readonly item: SplitImport;
  readonly kind: ReportKind & { readonly file: 'results' | 'preview' };
  readonly named: NamedChunks;
  /** What earlier invocations have collected. */
  readonly before: Collected | undefined;
  /** Where the files are stored. */
  readonly folder: string;
  /** @throws to prevent that the files become visible */
  readonly check: (counts: Counts) => void;
  /** Stores how far this invocation has collected. False: another invocation was faster. */
  readonly note: (collected: Collected) => Promise<boolean>;
}

/**
 * Writes the sender's files from the parts of chunks, in as many invocations as it takes. Each invocation adds a segment to
 * each file. When all chunks are merged, the segments become the files: every invocation makes the same files of them. A
 * file that one invocation can hold in memory needs no segments.
 * @returns undefined when the time of this invocation is over, or when another one was faster: call again
 * @throws RecordCountMismatch when a record occurs twice, is out of order, or is not a record of the file
 */
export async function collectSlice(
  ports: SlicePorts,
  slice: Slice,
  runtime: Pick<TaskRuntime, 'invocationId' | 'remainingMs'>,
): Promise<ResultFiles | undefined> {
  const { item, kind, named, before, check, note } = slice;
  if (before?.chunks === named.chunks.length) return composeFiles(ports, slice, before);
  const files = slicedFiles(ports, slice, runtime.invocationId);
  const hasTime = () => hasTimeToMerge(runtime);
  const merged = await mergeParts(ports, { item, named, kind, files, before, hasTime });
  const isLast = merged.chunks === named.chunks.length;
  let collected: Collected;
  try {
    if (isLast) check(merged.writer.counts);
    const small = isLast ? inMemory(files) : undefined;
    if (small !== undefined) return await putFiles(ports, slice, merged, small);
    collected = await storeSegments(files, merged);
  } catch (error) {
    await merged.writer.abandon(error);
    throw error;
  }
  const isFirst = await note(collected);
  return isFirst && isLast && hasTimeToCompose(runtime) ? composeFiles(ports, slice, collected) : undefined;
}

function slicedFiles(
  { objects, resultsBucket: bucket, inMemoryBytes }: SlicePorts,
  { item, kind, before }: Slice,
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
  { objects, resultsBucket }: SlicePorts,
  slice: Slice,
  { writer }: Merged,
  bytes: Readonly<Record<Role, Buffer>>,
): Promise<ResultFiles> {
  const put = async (role: Role): Promise<ImportFile | undefined> => {
    const { key, contentType } = targetOf(slice, role);
    const { length: size } = bytes[role];
    if (size === 0) return undefined;
    await objects.put(resultsBucket, key, bytes[role], contentType);
    return { key, size };
  };
  return reportOf(slice, writer, await Promise.all(ROLES.map(put)));
}

/** @throws RecordCountMismatch before a file becomes visible */
async function composeFiles(
  { objects, resultsBucket: bucket }: SlicePorts,
  slice: Slice,
  collected: Collected,
): Promise<ResultFiles> {
  slice.check(collected.counts);
  const compose = async (role: Role): Promise<ImportFile | undefined> => {
    const segments: readonly Segment[] = collected.segments[role].flat();
    if (segments.length === 0) return undefined;
    const { key, contentType } = targetOf(slice, role);
    await objects.compose({ bucket, key, contentType, segments });
    return { key, size: segments.reduce((total, { size }) => total + size, 0) };
  };
  return reportOf(slice, collected, await Promise.all(ROLES.map(compose)));
}

function targetOf({ item: { layout }, kind, folder }: Slice, role: Role) {
  if (role === 'failedRecords')
    return {
      key: objectKeys.failedRecords(folder, layout.format),
      contentType: RECORDS_CONTENT_TYPES[layout.format],
    };
  return { key: role === 'results' ? kind.key(folder) : objectKeys.errors(folder), contentType: CSV };
}

function reportOf(
  { kind }: Slice,
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
