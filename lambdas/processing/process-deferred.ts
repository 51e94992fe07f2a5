import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { ChunkItem, ChunkRange } from '../contracts/chunk.ts';
import type { DeferredReference, DeferredResult } from '../contracts/state-payloads.ts';
import { addCounts } from '../core/apply/add-counts.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { RollcallError } from '../runtime/errors.ts';
import { assertImportActive } from './assert-import-active.ts';
import { checkErrorBudget } from './check-error-budget.ts';
import { type ImportJob, importJob } from './import-job.ts';
import { readManifest } from './read-manifest.ts';
import { readRecordNumbers } from './read-record-ranges.ts';
import { recordFailureReason } from './record-failure-reason.ts';
import { runStep, type StepPorts } from './run-step.ts';
import { storeReport } from './store-report.ts';

export interface ProcessDeferredPorts extends StepPorts {
  readonly imports: Pick<ImportStore, 'read' | 'chunks' | 'advanceChunk' | 'update' | 'recordFailure'>;
  readonly now: () => Date;
}

/**
 * The deferred records of one chunk take seconds. A chunk that is started with less time than this might be cut off
 * and done twice.
 */
const ENOUGH_TIME_MS = 120_000;

/**
 * Applies the records that the map deferred, chunk after chunk in file order. Here a conflict is final. Returns
 * `done: false` when its time is used up before all chunks are done.
 */
export function createProcessDeferred(ports: ProcessDeferredPorts) {
  return async (reference: DeferredReference, runtime: TaskRuntime): Promise<DeferredResult> =>
    recordFailureReason(ports.imports, reference, () => processAll(ports, reference, runtime));
}

async function processAll(
  ports: ProcessDeferredPorts,
  { importId, fencingToken }: DeferredReference,
  runtime: TaskRuntime,
): Promise<DeferredResult> {
  const job = importJob(await ports.imports.read(importId));
  assertImportActive(job.item);
  let ranges: ReadonlyMap<number, ChunkRange> | undefined;
  for await (const item of ports.imports.chunks(importId)) {
    if (item.status !== 'DEFERRED' || item.deferred === undefined) continue;
    if (runtime.remainingMs() < ENOUGH_TIME_MS) return { done: false };
    ranges ??= await rangesByIndex(ports, job);
    const deferredChunk = { item, range: ranges.get(item.index), fencingToken, deferred: item.deferred };
    await processChunk(ports, job, deferredChunk, runtime);
    await checkErrorBudget(ports.imports, job.item, item.index);
  }
  return { done: true };
}

interface DeferredChunk {
  readonly item: ChunkItem;
  readonly range: ChunkRange | undefined;
  readonly fencingToken: number;
  readonly deferred: NonNullable<ChunkItem['deferred']>;
}

async function processChunk(
  ports: ProcessDeferredPorts,
  job: ImportJob,
  { item, range, fencingToken, deferred }: DeferredChunk,
  { logger, invocationId, remainingMs }: TaskRuntime,
): Promise<void> {
  const { importId, index } = item;
  if (range === undefined)
    throw new RollcallError('ContractViolation', `chunk ${index} is not in the manifest`);
  const recordNumbers = await readRecordNumbers(ports, deferred.key);
  const includes = (recordNumber: number) => recordNumbers.has(recordNumber);
  const step = {
    step: `deferred ${index}`,
    continues: `chunk ${index}`,
    order: index + 1,
    fencingToken,
    chunk: range,
    includes,
    onTaken: 'fail',
    remainingMs,
  } as const;
  const report = await runStep(ports, job, step);
  if (report.counts.records !== deferred.records) {
    throw new RollcallError(
      'RecordCountMismatch',
      `chunk ${index}: ${deferred.records} records were deferred, ${report.counts.records} have an outcome`,
    );
  }
  const part = await storeReport(ports, importId, { chunk: index, step: 'deferred', invocationId }, report);
  const done: ChunkItem = {
    ...item,
    status: 'DONE',
    counts: addCounts(item.counts, report.counts),
    ...(report.issues && { deferredIssues: report.issues }),
    parts: [...(item.parts ?? []), part],
    columns: [...new Set([...(item.columns ?? []), ...report.columns])],
    unknownFields: [...new Set([...(item.unknownFields ?? []), ...report.unknownFields])],
    endedAt: ports.now().toISOString(),
  };
  const first = await ports.imports.advanceChunk(done, 'DEFERRED');
  if (first) logger.info('deferred records processed', { chunk: index, ...report.counts });
}

async function rangesByIndex(
  ports: ProcessDeferredPorts,
  { item }: ImportJob,
): Promise<ReadonlyMap<number, ChunkRange>> {
  const manifest = await readManifest(ports, item);
  return new Map(manifest.map((range) => [range.index, range]));
}
