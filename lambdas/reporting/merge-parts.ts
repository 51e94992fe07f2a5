import type { UserStore } from '../adapters/dynamo-user-store.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { Collected } from '../contracts/collected.ts';
import type { RecordResult } from '../contracts/result-part.ts';
import { REPORT_LIMITS } from '../core/import-type/report-limits.ts';
import { shortName } from '../core/wording/show-value.ts';
import { importTypeOf, type SplitImport } from '../processing/import-stage.ts';
import { fileWarnings, warningsAround } from '../reading/file-warnings.ts';
import type { NamedChunks, SlimChunk } from './chunk-names.ts';
import { readFailedRecords } from './read-failed-records.ts';
import { type PartSource, readChunkResults } from './read-part.ts';
import type { ReportKind } from './report-kind.ts';
import { type ReportFiles, ReportWriter } from './report-writer.ts';

export interface ReportPorts {
  readonly objects: ObjectStore;
  readonly users: Pick<UserStore, 'known'>;
  readonly resultsBucket: string;
}

export interface Merge {
  readonly item: SplitImport;
  readonly named: NamedChunks;
  readonly kind: ReportKind;
  readonly files: ReportFiles;
  /** What an earlier invocation has written to the files. */
  readonly before?: Collected | undefined;
  /** Asked after each chunk but the last one. */
  readonly hasTime?: () => boolean;
}

export interface Merged {
  readonly writer: ReportWriter;
  /** The first chunks of the file, whose results are written now. */
  readonly chunks: number;
}

/** Chunks that are read while the one before them is written. */
const READ_AHEAD = 2;

/**
 * Writes the results of the chunks after `before` to the files, in file order: of at least one chunk, and then as long as
 * there is time. Abandons the files on an error.
 * @throws RecordCountMismatch when a record occurs twice, is out of order, or is not a record of the file
 */
export async function mergeParts(
  ports: ReportPorts,
  { item, named, kind, files, before, hasTime = () => true }: Merge,
): Promise<Merged> {
  const { chunks, columns } = named;
  const shown = columns.slice(0, REPORT_LIMITS.dynamicColumns);
  const writer = new ReportWriter({
    files,
    kind,
    options: item.options,
    columns: kind.columns(importTypeOf(item), shown),
    records: item.split.records,
    before,
  });
  try {
    if (before === undefined) await beginFiles(writer, item, named);
    let done = before?.chunks ?? 0;
    for await (const { chunk, results } of readInOrder(ports, item, chunks.slice(done))) {
      await writer.addResults(results);
      if ((chunk.counts?.failed ?? 0) > 0) await writer.addFailed(readFailedRecords(ports, chunk));
      done++;
      if (done < chunks.length && !hasTime()) return { writer, chunks: done };
    }
    await writer.end();
    return { writer, chunks: done };
  } catch (error) {
    await writer.abandon(error);
    throw error;
  }
}

async function beginFiles(writer: ReportWriter, item: SplitImport, named: NamedChunks): Promise<void> {
  const { layout, unknownColumns = [] } = item;
  await writer.begin();
  const headerLine = layout.format === 'csv' ? layout.line - 1 : undefined;
  const unknown = new Set([...unknownColumns.map(shortName), ...named.unknownFields]);
  const warnings = fileWarnings(importTypeOf(item), unknown, headerLine, named.columns.length);
  await writer.addIssues([...warningsAround(item.split.ignoredMembers), ...warnings]);
}

interface ReadChunk {
  readonly chunk: SlimChunk;
  readonly results: readonly RecordResult[];
}

/** Reads the results of chunks ahead, a few at a time. */
async function* readInOrder(
  ports: ReportPorts,
  { tenant }: SplitImport,
  chunks: readonly SlimChunk[],
): AsyncGenerator<ReadChunk> {
  const source: PartSource = { ...ports, tenant };
  const reading: Promise<readonly RecordResult[]>[] = [];
  for (const [index, chunk] of chunks.entries()) {
    while (reading.length <= Math.min(READ_AHEAD, chunks.length - index - 1)) {
      const next = chunks[index + reading.length];
      if (next === undefined) break;
      const results = readChunkResults(source, next);
      // Awaited later, or never if an earlier chunk fails.
      results.catch(() => undefined);
      reading.push(results);
    }
    const results = await reading.shift();
    if (results !== undefined) yield { chunk, results };
  }
}
