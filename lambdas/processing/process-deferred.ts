import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { ChunkItem, ChunkRange } from '../contracts/chunk.ts';
import type { DeferredReference, DeferredResult } from '../contracts/state-payloads.ts';
import { addCounts } from '../core/apply/add-counts.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { RollcallError } from '../runtime/errors.ts';
import { checkErrorBudget } from './check-error-budget.ts';
import { checkGoesOn } from './check-goes-on.ts';
import { type ImportJob, importJob } from './import-job.ts';
import { noteReason } from './note-reason.ts';
import { readManifest } from './read-manifest.ts';
import { readRecordNumbers } from './read-record-ranges.ts';
import { runStep, type StepPorts } from './run-step.ts';
import { storeReport } from './store-report.ts';

export interface ProcessDeferredPorts extends StepPorts {
  readonly imports: Pick<ImportStore, 'read' | 'chunks' | 'advanceChunk' | 'update'>;
  readonly now: () => Date;
}

/** The deferred records of a chunk take seconds; what is begun with less time left would be done twice. */
const ENOUGH_TIME_MS = 120_000;

/**
 * Applies the records that the map deferred, chunk after chunk in file order: what a conflict means is decided here.
 * Works as long as its time allows and says whether anything is left.
 */
export function createProcessDeferred(ports: ProcessDeferredPorts) {
  return async (reference: DeferredReference, runtime: TaskRuntime): Promise<DeferredResult> =>
    noteReason(ports.imports, reference.importId, () => processAll(ports, reference, runtime));
}

async function processAll(
  ports: ProcessDeferredPorts,
  { importId, fencingToken }: DeferredReference,
  runtime: TaskRuntime,
): Promise<DeferredResult> {
  const job = importJob(await ports.imports.read(importId));
  checkGoesOn(job.item);
  let ranges: ReadonlyMap<number, ChunkRange> | undefined;
  for await (const item of ports.imports.chunks(importId)) {
    if (item.status !== 'DEFERRED' || item.deferred === undefined) continue;
    if (runtime.remainingMs() < ENOUGH_TIME_MS) return { done: false };
    ranges ??= await rangesByIndex(ports, job);
    const waiting = { item, range: ranges.get(item.index), fencingToken, deferred: item.deferred };
    await processChunk(ports, job, waiting, runtime);
    await checkErrorBudget(ports.imports, job.item, item.index);
  }
  return { done: true };
}

interface Waiting {
  readonly item: ChunkItem;
  readonly range: ChunkRange | undefined;
  readonly fencingToken: number;
  readonly deferred: NonNullable<ChunkItem['deferred']>;
}

async function processChunk(
  ports: ProcessDeferredPorts,
  job: ImportJob,
  { item, range, fencingToken, deferred }: Waiting,
  { logger, invocationId }: TaskRuntime,
): Promise<void> {
  const { importId, index } = item;
  if (range === undefined)
    throw new RollcallError('ContractViolation', `chunk ${index} is not in the manifest`);
  const waiting = await readRecordNumbers(ports, deferred.key);
  const concerns = (recordNumber: number) => waiting.has(recordNumber);
  const step = {
    step: `deferred ${index}`,
    continues: `chunk ${index}`,
    order: index + 1,
    fencingToken,
    chunk: range,
    concerns,
    onTaken: 'fail',
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
