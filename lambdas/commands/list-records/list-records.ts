import type { ChunkProgressReads } from '../../adapters/dynamo-chunk-progress.ts';
import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { ChunkGlance } from '../../contracts/chunk.ts';
import type { Import } from '../../contracts/import.ts';
import { FINAL_STATUSES } from '../../contracts/import-status.ts';
import type { IssueCode, Severity } from '../../contracts/issue.ts';
import type { Outcome } from '../../contracts/outcome.ts';
import type { RecordResult } from '../../contracts/result-part.ts';
import type { ChunkPhase } from '../../core/naming/item-keys.ts';
import { readPart } from '../../reporting/read-part.ts';
import { type RecordCursor, recordCursorText } from './record-cursor.ts';

export interface RecordReads {
  readonly objects: Pick<ObjectStore, 'openByKey'>;
  readonly resultsBucket: string;
  readonly chunks: Readonly<Record<ChunkPhase, Pick<ImportStore, 'readChunk'>>>;
}

export interface ListRecordsPorts extends RecordReads {
  readonly chunkProgress: Pick<ChunkProgressReads, 'from'>;
}

export interface RecordFilter {
  readonly outcome?: Outcome | undefined;
  readonly code?: IssueCode | undefined;
  readonly field?: string | undefined;
  readonly severity?: Severity | undefined;
}

export interface RecordRequest {
  readonly phase: ChunkPhase;
  readonly filter: RecordFilter;
  readonly cursor: Pick<RecordCursor, 'chunk' | 'after'> | undefined;
  readonly limit: number;
}

export type ListedRecords =
  | { readonly found: true; readonly records: readonly RecordResult[]; readonly next?: string }
  /** The results of the chunks are kept for two weeks. */
  | { readonly found: false };

/** Of one page: the results of a chunk may be those of thousands of records. */
const MAX_CHUNKS = 4;

/**
 * The records of an import in file order, with outcome and issues: those of the chunks that are done. Chunks of which the
 * counts show that the filter leaves out each record are not read.
 */
export async function listRecords(
  item: Import,
  request: RecordRequest,
  ports: ListRecordsPorts,
): Promise<ListedRecords> {
  try {
    return await pageOf(item, request, ports);
  } catch (error) {
    if (isGone(error)) return { found: false };
    throw error;
  }
}

async function pageOf(
  item: Import,
  { phase, filter, cursor = { chunk: 0, after: 0 }, limit }: RecordRequest,
  ports: ListRecordsPorts,
): Promise<ListedRecords> {
  const records: RecordResult[] = [];
  let read = 0;
  let expected = cursor.chunk;
  for await (const glance of ports.chunkProgress.from(item.importId, phase, cursor.chunk)) {
    const { index: chunk } = glance;
    if (isOpen(item, glance, expected)) return { found: true, records };
    expected = chunk + 1;
    if (!mayHave(glance, filter)) continue;
    const after = chunk === cursor.chunk ? cursor.after : 0;
    if (read === MAX_CHUNKS) return { found: true, records, next: recordCursorText({ phase, chunk, after }) };
    read += 1;
    const results = await resultsOfChunk(ports, phase, item.importId, chunk);
    const wanted = results.filter((one) => one.recordNumber > after && matches(one, filter));
    const further = wanted[limit - records.length];
    records.push(...wanted.slice(0, limit - records.length));
    if (further !== undefined) {
      const next = recordCursorText({ phase, chunk, after: further.recordNumber - 1 });
      return { found: true, records, next };
    }
  }
  return expected === 0 && hasHadChunks(item, phase) ? { found: false } : { found: true, records };
}

/** In file order. Empty for a chunk that has no results. */
export async function resultsOfChunk(
  ports: RecordReads,
  phase: ChunkPhase,
  importId: string,
  chunk: number,
): Promise<readonly RecordResult[]> {
  const { parts = [] } = (await ports.chunks[phase].readChunk(importId, chunk)) ?? {};
  const read = await Promise.all(parts.map(({ key }) => readPart(ports, key)));
  return read.flat().sort((a, b) => a.recordNumber - b.recordNumber);
}

/** While the import runs, pages end before the first chunk of which records can still get an outcome. */
function isOpen(item: Import, { index, status }: ChunkGlance, expected: number): boolean {
  return !FINAL_STATUSES.has(item.status) && (status !== 'DONE' || index !== expected);
}

function mayHave({ counts }: ChunkGlance, { outcome, code, field, severity }: RecordFilter): boolean {
  if (counts === undefined) return false;
  if (outcome !== undefined && counts[outcome] === 0) return false;
  const aboutIssues = code !== undefined || field !== undefined || severity !== undefined;
  return !aboutIssues || counts.failed + counts.warnings > 0;
}

function matches({ outcome, issues }: RecordResult, filter: RecordFilter): boolean {
  const { code, field, severity } = filter;
  if (filter.outcome !== undefined && filter.outcome !== outcome) return false;
  if (code === undefined && field === undefined && severity === undefined) return true;
  return issues.some(
    (issue) =>
      (code ?? issue.code) === issue.code &&
      (field === undefined || field === issue.field) &&
      (severity ?? issue.severity) === issue.severity,
  );
}

/** The items of chunks expire later than their results. */
function hasHadChunks({ status, counts, evaluation }: Import, phase: ChunkPhase): boolean {
  if (evaluation === (phase === 'import' ? 'PENDING' : undefined)) return false;
  return FINAL_STATUSES.has(status) && (counts?.records ?? 0) > 0;
}

export function isGone(error: unknown): boolean {
  return error instanceof Error && ['NoSuchKey', 'NotFound'].includes(error.name);
}
