import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import { readSource } from '../../adapters/read-object.ts';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { ChunkRange } from '../../contracts/chunk.ts';
import type { FileLayout, ObjectReference } from '../../contracts/file-layout.ts';
import type { Import } from '../../contracts/import.ts';
import type { ImportReference, SplitResult } from '../../contracts/state-payloads.ts';
import { createConflictFinder } from '../../core/conflicts/conflict-finder.ts';
import { createGrowingFilter, filterLayers } from '../../core/conflicts/key-filter.ts';
import { createReadKeys } from '../../core/conflicts/read-keys.ts';
import { createUtf8Check } from '../../core/encoding/utf8-check.ts';
import type { ImportType } from '../../core/import-type/import-type.ts';
import { MAX_RECORDS } from '../../core/import-type/report-limits.ts';
import { isGzip } from '../../core/inspection/gzip.ts';
import { objectKeys } from '../../core/naming/object-keys.ts';
import type { ConflictWatch } from '../../core/records/splitter.ts';
import { purposeOf } from '../../import-types/registry.ts';
import { type InspectedImport, importTypeOf, inspectedImport } from '../../processing/import-stage.ts';
import { judgeCount } from '../../reading/judge-end.ts';
import { createReadUserKeys } from '../../reading/read-user-keys.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { fileRejected } from '../../runtime/errors.ts';
import { recordRejection } from '../../runtime/record-rejection.ts';
import { rejectOtherEncoding } from './check-utf8.ts';
import { convert } from './convert.ts';
import { copyContent } from './copy-content.ts';
import { decompress } from './decompress.ts';
import { createDeferredWriter } from './deferred-writer.ts';
import { createDuplicatesDeadline } from './duplicates-deadline.ts';
import { searchDuplicates } from './reject-duplicates.ts';
import { createRejectedWriter } from './rejected-writer.ts';
import { type SplitSource, scanFile } from './scan-file.ts';

export interface SplitFilePorts {
  readonly objects: ObjectStore;
  readonly imports: Pick<ImportStore, 'read' | 'update'>;
  readonly resultsBucket: string;
  readonly maxFileBytes: number;
  readonly chunkBytes: number;
  readonly chunkRecords: number;
  readonly maxConcurrency: number;
  /** The most candidates for duplicates that are held in memory at a time. */
  readonly maxCandidates?: number | undefined;
}

/**
 * Streams the file and writes the manifest that the Distributed Map reads. For each chunk it also stores the numbers of
 * the deferred records and of the rejected duplicates. No byte of the file is copied, unless it is compressed or in
 * another encoding than UTF-8. The file is read once, unless duplicates are to be rejected.
 */
export function createSplitFile(ports: SplitFilePorts) {
  return async ({ importId }: ImportReference, runtime: TaskRuntime): Promise<SplitResult> => {
    const item = inspectedImport(await ports.imports.read(importId));
    const { layout } = item;
    const { logger } = runtime;
    if (item.split !== undefined && item.content !== undefined) {
      // A resumed import, or a second try after the last write of the first: chunks that are done refer to this manifest.
      logger.info('file was split before', { records: item.split.records, chunks: item.split.chunks });
      return splitResult(ports, item, item.split);
    }
    return recordRejection(ports.imports, importId, async () => {
      const content = await contentOf(ports, item);
      const { chunks, records, ignored } = await split(ports, item, { content, runtime });
      const deferredChunks = chunks.filter((chunk) => chunk.deferred !== undefined).length;
      rejectCount(records, importTypeOf(item), layout);
      const manifestKey = objectKeys.manifest(importId);
      const manifest = chunks.map((chunk) => `${JSON.stringify(chunk)}\n`).join('');
      await ports.objects.put(ports.resultsBucket, manifestKey, manifest, 'application/jsonl');
      const result = { records, chunks: chunks.length, deferredChunks, manifestKey };
      const { evaluate } = evaluationOf(item);
      const evaluation = evaluate ? ({ evaluation: 'PENDING' } as const) : {};
      const counted = { ...result, ...(ignored && { ignoredMembers: ignored }) };
      await ports.imports.update(importId, { content, split: counted, ...evaluation });
      logger.info('file split', { records, chunks: chunks.length, deferredChunks, bytes: content.size });
      return splitResult(ports, item, result);
    });
  };
}

function splitResult(
  { resultsBucket: manifestBucket, maxConcurrency }: SplitFilePorts,
  item: InspectedImport,
  { manifestKey, chunks, records, deferredChunks = 0 }: NonNullable<Import['split']>,
): SplitResult {
  return {
    manifestBucket,
    manifestKey,
    chunks,
    records,
    deferredChunks,
    maxConcurrency,
    ...evaluationOf(item),
  };
}

/** Whether an evaluation comes first. An evaluation that an earlier attempt passed is not repeated. */
function evaluationOf(item: InspectedImport): Pick<SplitResult, 'evaluate' | 'yieldTurn'> {
  const asks = purposeOf(item) !== 'import';
  const evaluate = item.evaluation !== 'PASSED' && (asks || importTypeOf(item).screened === true);
  return { evaluate, yieldTurn: evaluate && asks };
}

/** The source itself where nothing needs to be done to it, otherwise a copy, decompressed and in UTF-8. */
async function contentOf(
  { objects, resultsBucket: bucket, maxFileBytes }: SplitFilePorts,
  { importId, source, conversion }: InspectedImport,
): Promise<ObjectReference> {
  const magic = await readSource(objects, source, { start: 0, end: Math.min(2, source.size) });
  const steps = [
    ...(isGzip(magic) ? decompress(source.size, maxFileBytes) : []),
    ...(conversion === undefined ? [] : [convert(conversion, maxFileBytes)]),
  ];
  if (steps.length === 0) return source;
  return copyContent(objects, source, steps, { bucket, key: objectKeys.content(importId) });
}

/** Holds in memory the manifest, which has at most 9,999 lines for any file, and filters of fixed size. */
async function split(
  ports: SplitFilePorts,
  item: InspectedImport,
  { content, runtime }: { readonly content: ObjectReference; readonly runtime: TaskRuntime },
) {
  const { layout } = item;
  const { objects, resultsBucket, chunkBytes, chunkRecords } = ports;
  const source: SplitSource = { objects, content, layout, chunkBytes, chunkRecords };
  const type = importTypeOf(item);
  const readKeys = createReadKeys(type, item.tenant, layout);
  const finder = createConflictFinder(readKeys, ({ keys, bytes }) =>
    createGrowingFilter(filterLayers((keys / Math.max(1, bytes)) * content.size)),
  );
  const deferredWriter = createDeferredWriter(objects, resultsBucket, item.importId);
  const rejectedWriter = createRejectedWriter(objects, resultsBucket, item.importId);
  const duplicates =
    item.options.duplicates === 'reject'
      ? searchDuplicates(source, {
          readKeys,
          readUserKeys: createReadUserKeys(type, item.tenant, layout),
          writer: rejectedWriter,
          deadline: createDuplicatesDeadline(runtime.remainingMs),
          maxCandidates: ports.maxCandidates,
        })
      : undefined;
  const chunks: ChunkRange[] = [];
  const watch = duplicates === undefined ? finder : watchBoth(finder, duplicates.first);
  // Text that was decoded from another encoding is valid.
  const isStoredInUtf8 = (item.conversion?.encoding ?? 'utf-8') === 'utf-8';
  const check = isStoredInUtf8 ? createUtf8Check(layout.offset) : undefined;
  const { records, ignored } = await scanFile({ ...source, onBytes: check?.push }, watch, async (ended) => {
    chunks.push(...ended);
    duplicates?.checkTime();
    const last = ended.at(-1);
    if (last !== undefined) rejectCount(last.firstRecord + last.records - 1, type, layout);
    for (const deferred of finder.take()) await deferredWriter.write(deferred);
  });
  await deferredWriter.end();
  if (check !== undefined) await rejectOtherEncoding(objects, content, check.end(), chunks, layout.format);
  await duplicates?.settle();
  return {
    chunks: chunks.map((chunk) => withRejected(chunk, rejectedWriter.counts.get(chunk.index))),
    records,
    ignored,
  };
}

/** Both watches see every record. Only the first one's findings are returned per chunk; the second one reports later. */
function watchBoth(one: ConflictWatch, other: ConflictWatch): ConflictWatch {
  return {
    add(recordNumber, bytes, from, to) {
      one.add(recordNumber, bytes, from, to);
      other.add(recordNumber, bytes, from, to);
    },
    endChunk(index) {
      other.endChunk(index);
      return one.endChunk(index);
    },
  };
}

function withRejected(chunk: ChunkRange, rejected: number | undefined): ChunkRange {
  return rejected === undefined ? chunk : { ...chunk, rejected };
}

/** @throws FileRejected */
function rejectCount(records: number, { maxRecords = MAX_RECORDS }: ImportType, layout: FileLayout): void {
  const rejection = judgeCount(records, maxRecords, layout);
  if (rejection !== undefined) throw fileRejected(rejection);
}
