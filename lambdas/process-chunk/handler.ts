import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { UserStore } from '../adapters/dynamo-user-store.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { FileLayout, ObjectReference } from '../contracts/file-layout.ts';
import type { Import } from '../contracts/import.ts';
import type { ChunkReference, ChunkResult } from '../contracts/state-payloads.ts';
import type { ImportType } from '../core/import-type.ts';
import { objectKeys } from '../core/object-keys.ts';
import { findImportType } from '../import-types/registry.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { RollcallError } from '../runtime/errors.ts';
import { applyRecords } from '../processing/apply-records.ts';
import { type ChunkReport, reportChunk } from '../processing/chunk-report.ts';
import { reportOversized } from '../processing/oversized-record.ts';
import { type ChunkRecord, readChunk } from '../processing/read-chunk.ts';

export interface ProcessChunkPorts {
  readonly objects: ObjectStore;
  readonly imports: Pick<ImportStore, 'read' | 'readChunk' | 'putChunk'>;
  readonly users: UserStore;
  readonly resultsBucket: string;
  readonly writeConcurrency: number;
  readonly now: () => Date;
}

/**
 * Processes one chunk: ranged read, validate, plan, write users, leave a part behind. May run again at any point: the
 * users carry a mark of this chunk's work, the part has a fixed key, a chunk that is done answers with its counts.
 */
export function createProcessChunk(ports: ProcessChunkPorts) {
  return async ({ importId, chunk }: ChunkReference, { logger }: TaskRuntime): Promise<ChunkResult> => {
    const known = await ports.imports.readChunk(importId, chunk.index);
    if (known?.status === 'DONE' && known.counts !== undefined)
      return { index: chunk.index, counts: known.counts };
    const job = jobOf(await ports.imports.read(importId));
    const startedAt = known?.startedAt ?? ports.now().toISOString();
    await ports.imports.putChunk({ importId, index: chunk.index, status: 'RUNNING', startedAt });

    const report = chunk.oversized
      ? await reportOversized(ports, job.content, chunk, objectKeys.failedPart(importId, chunk.index))
      : await processRecords(ports, job, chunk);
    if (report.counts.records !== chunk.records) {
      throw new RollcallError(
        'RecordCountMismatch',
        `chunk ${chunk.index} has ${report.counts.records} records, the splitter counted ${chunk.records}`,
      );
    }
    await storeReport(ports, importId, chunk.index, report);
    const { counts, columns, unknownFields } = report;
    const endedAt = ports.now().toISOString();
    await ports.imports.putChunk({
      importId,
      index: chunk.index,
      status: 'DONE',
      counts,
      columns: [...columns],
      unknownFields: [...unknownFields],
      startedAt,
      endedAt,
    });
    logger.info('chunk processed', { chunk: chunk.index, ...counts });
    return { index: chunk.index, counts };
  };
}

interface Job {
  readonly item: Import;
  readonly content: ObjectReference;
  readonly layout: FileLayout;
  readonly type: ImportType;
}

function jobOf(item: Import): Job {
  const { content, layout } = item;
  const type = findImportType(item.importType);
  if (content === undefined || layout === undefined || type === undefined) {
    throw new RollcallError('ContractViolation', 'the import was not inspected and split');
  }
  return { item, content, layout, type };
}

async function processRecords(
  ports: ProcessChunkPorts,
  job: Job,
  chunk: ChunkReference['chunk'],
): Promise<ChunkReport> {
  const { item, content, layout, type } = job;
  const { tenant, options } = item;
  const stream = await ports.objects.open(content, chunk);
  const bytes = Buffer.concat(await stream.toArray());
  if (bytes.length !== chunk.end - chunk.start) {
    throw new RollcallError(
      'ContractViolation',
      `the range has ${chunk.end - chunk.start} bytes, S3 gave ${bytes.length}`,
    );
  }
  const records = [...readChunk({ bytes, range: chunk, layout, type, tenant, options })];
  const outcomes = await applyRecords(records, {
    type,
    tenant,
    mode: options.mode,
    importId: item.importId,
    chunk: chunk.index,
    users: ports.users,
    writeConcurrency: ports.writeConcurrency,
  });
  const unknown = await unknownReferences(ports.users, tenant, type, records);
  return reportChunk({ type, records, outcomes, isUnknown: (value) => unknown.has(value) });
}

async function unknownReferences(
  users: UserStore,
  tenant: string,
  type: ImportType,
  records: readonly ChunkRecord[],
) {
  const values = records.flatMap(({ read }) =>
    read.ok ? type.references(read.change).map(({ value }) => value) : [],
  );
  const wanted = new Set(values);
  return wanted.size === 0 ? wanted : wanted.difference(await users.known(tenant, wanted));
}

async function storeReport(
  ports: ProcessChunkPorts,
  importId: string,
  index: number,
  report: ChunkReport,
): Promise<void> {
  const { resultsBucket } = ports;
  if (report.failedRecords !== undefined) {
    await ports.objects.put(
      resultsBucket,
      objectKeys.failedPart(importId, index),
      report.failedRecords,
      'application/octet-stream',
    );
  }
  await ports.objects.put(resultsBucket, objectKeys.part(importId, index), report.part, 'application/jsonl');
}
