import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkRange } from '../contracts/chunk.ts';
import type { FileLayout, ObjectReference } from '../contracts/file-layout.ts';
import type { Import } from '../contracts/import.ts';
import type { ImportReference, SplitResult } from '../contracts/state-payloads.ts';
import { createKeyFilter, keyFilterBytes } from '../core/conflicts/key-filter.ts';
import { createReadKeys } from '../core/conflicts/read-keys.ts';
import { createRepeatFinder, type RepeatFinder } from '../core/conflicts/repeat-finder.ts';
import { dialectOf } from '../core/dialect.ts';
import { isGzip } from '../core/inspection/encoding.ts';
import { objectKeys } from '../core/object-keys.ts';
import { createSplitter } from '../core/records/splitter.ts';
import { findImportType } from '../import-types/registry.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { FileRejected, RollcallError } from '../runtime/errors.ts';
import { recordRejection } from '../runtime/record-rejection.ts';
import { decompress } from './decompress.ts';
import { createRepeatsWriter } from './repeats-writer.ts';

export interface SplitFilePorts {
  readonly objects: ObjectStore;
  readonly imports: Pick<ImportStore, 'read' | 'update'>;
  readonly resultsBucket: string;
  readonly maxFileBytes: number;
  readonly chunkBytes: number;
  readonly chunkRecords: number;
  readonly maxConcurrency: number;
}

/**
 * Streams the file once and writes the manifest that the Distributed Map reads, and for each chunk the numbers of the
 * records that must wait until the map is over: no byte of the file is copied.
 */
export function createSplitFile(ports: SplitFilePorts) {
  return async ({ importId }: ImportReference, { logger }: TaskRuntime): Promise<SplitResult> => {
    const item = await ports.imports.read(importId);
    const { layout } = item;
    if (layout === undefined)
      throw new RollcallError('ContractViolation', 'the import has no layout: InspectFile did not run');
    if (item.split !== undefined && item.content !== undefined) {
      // A resumed import, or a second try after the first one's last write: chunks that are done refer to this manifest.
      logger.info('file was split before', { records: item.split.records, chunks: item.split.chunks });
      return splitResult(ports, item.split);
    }
    return recordRejection(ports.imports, importId, async () => {
      const content = await contentOf(ports, item);
      const { chunks, records } = await split(ports, item, content, layout);
      const repeats = chunks.filter((chunk) => chunk.repeats !== undefined).length;
      if (records === 0) throw noRecords(layout);
      const manifestKey = objectKeys.manifest(importId);
      const manifest = chunks.map((chunk) => `${JSON.stringify(chunk)}\n`).join('');
      await ports.objects.put(ports.resultsBucket, manifestKey, manifest, 'application/jsonl');
      const result = { records, chunks: chunks.length, repeats, manifestKey };
      await ports.imports.update(importId, { content, split: result });
      logger.info('file split', { records, chunks: chunks.length, repeats, bytes: content.size });
      return splitResult(ports, result);
    });
  };
}

function splitResult(
  { resultsBucket: manifestBucket, maxConcurrency }: SplitFilePorts,
  { manifestKey, chunks, records, repeats = 0 }: NonNullable<Import['split']>,
): SplitResult {
  return { manifestBucket, manifestKey, chunks, records, repeats, maxConcurrency };
}

async function contentOf(ports: SplitFilePorts, { importId, source }: Import): Promise<ObjectReference> {
  const opening = await ports.objects.open(source, { start: 0, end: Math.min(2, source.size) });
  const magic = Buffer.concat(await opening.toArray());
  if (!isGzip(magic)) return source;
  const { resultsBucket: bucket, maxFileBytes: maxBytes } = ports;
  return decompress(ports.objects, source, { bucket, key: objectKeys.content(importId), maxBytes });
}

/** Holds the manifest's lines, of which there are at most 10,000 whatever the file's size, and a filter of fixed size. */
async function split(ports: SplitFilePorts, item: Import, content: ObjectReference, layout: FileLayout) {
  const { offset, line } = layout;
  const finder = repeatFinderOf(item, content, layout);
  const writer = createRepeatsWriter(ports.objects, ports.resultsBucket, item.importId);
  const splitter = createSplitter({
    dialect: dialectOf(layout),
    start: { offset, line, recordNumber: 1 },
    fileBytes: content.size,
    chunkBytes: ports.chunkBytes,
    chunkRecords: ports.chunkRecords,
    repeats: finder,
  });
  const chunks: ChunkRange[] = [];
  const keep = async (ended: readonly ChunkRange[]) => {
    chunks.push(...ended);
    for (const repeats of finder.take()) await writer.write(repeats);
  };
  if (content.size > offset) {
    const bytes = await ports.objects.open(content, { start: offset, end: content.size });
    for await (const piece of bytes) await keep(splitter.push(piece as Buffer));
  }
  const rest = splitter.end();
  await keep(rest.chunks);
  await writer.end();
  return { chunks, records: rest.totals.records };
}

function repeatFinderOf(
  { tenant, importType }: Import,
  content: ObjectReference,
  layout: FileLayout,
): RepeatFinder {
  const type = findImportType(importType);
  if (type === undefined)
    throw new RollcallError('ContractViolation', `there is no import type ${importType}`);
  const filter = createKeyFilter(keyFilterBytes(content.size));
  return createRepeatFinder(createReadKeys(type, tenant, layout), filter);
}

function noRecords(layout: FileLayout): FileRejected {
  return layout.format === 'csv'
    ? new FileRejected('NO_RECORDS', 'The file has a header and no records below it. Add at least one row.')
    : new FileRejected('NO_RECORDS', 'The file has no records. Add at least one line.');
}
