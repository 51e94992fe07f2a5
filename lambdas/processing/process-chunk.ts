import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import { ttl } from '../adapters/dynamo-ttl.ts';
import type { ChunkItem, ChunkRange } from '../contracts/chunk.ts';
import type { ChunkReference, ChunkResult } from '../contracts/state-payloads.ts';
import { itemExpiry } from '../core/lifecycle/item-expiry.ts';
import { objectKeys, type PartName } from '../core/naming/object-keys.ts';
import { rangesOf } from '../core/records/record-ranges.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { RollcallError } from '../runtime/errors.ts';
import { assertImportActive } from './assert-import-active.ts';
import { checkErrorBudget } from './check-error-budget.ts';
import { type ImportJob, importJob } from './import-job.ts';
import { storeOversized } from './oversized-record.ts';
import { readDeferred, readRejected } from './read-record-ranges.ts';
import { recordFailureReason } from './record-failure-reason.ts';
import { recordKilledFunction } from './record-killed-function.ts';
import { runStep, type Step, type StepPorts } from './run-step.ts';
import { storeReport } from './store-report.ts';

export interface ProcessChunkPorts extends StepPorts {
  readonly imports: Pick<
    ImportStore,
    'read' | 'readChunk' | 'startChunk' | 'advanceChunk' | 'chunks' | 'update' | 'recordFailure'
  >;
  readonly now: () => Date;
}

/**
 * Processes one chunk: reads its byte range, validates and plans the records, writes the users and stores a part of
 * the results. It may run again at any point, also concurrently: users carry a mark of the work of this step, and the
 * part that counts is that of the first invocation that updates the status of the chunk item. A chunk that is done
 * returns its counts.
 */
export function createProcessChunk(ports: ProcessChunkPorts) {
  return async (reference: ChunkReference, runtime: TaskRuntime): Promise<ChunkResult> => {
    const { importId, chunk } = reference;
    const known = await ports.imports.readChunk(importId, chunk.index);
    if (known !== undefined && known.status !== 'RUNNING') return resultOf(known);
    return recordFailureReason(ports.imports, reference, async () => {
      const job = importJob(await ports.imports.read(importId));
      // A chunk that has been started continues: some of its users are written, and the results must contain them.
      if (known === undefined) assertImportActive(job.item);
      else {
        const started = { item: job.item, known, now: ports.now(), timeMs: runtime.remainingMs() };
        await recordKilledFunction(ports.imports, started);
      }
      const processed = await process(ports, job, { ...reference, known }, runtime);
      await checkErrorBudget(ports.imports, job.item, chunk.index);
      return resultOf(processed);
    });
  };
}

async function process(
  ports: ProcessChunkPorts,
  job: ImportJob,
  { importId, chunk, fencingToken, known }: ChunkReference & { readonly known: ChunkItem | undefined },
  { logger, invocationId, remainingMs }: TaskRuntime,
): Promise<ChunkItem> {
  const { index } = chunk;
  const startedAt = known?.startedAt ?? ports.now().toISOString();
  const expiresAt = itemExpiry('chunk', job.item, ports.now());
  const running: ChunkItem = { importId, index, status: 'RUNNING', startedAt, ...ttl(expiresAt) };
  if (known === undefined) await ports.imports.startChunk(running);
  const name: PartName = { chunk: index, step: 'map', invocationId };
  const done = chunk.oversized
    ? await storeOversized(ports, job, chunk, name)
    : await processRecords(ports, job, chunk, { fencingToken, name, remainingMs });
  const processed: ChunkItem = { ...running, ...done, endedAt: ports.now().toISOString() };
  checkCounts(processed, chunk);
  if (!(await ports.imports.advanceChunk(processed, 'RUNNING'))) return readWinner(ports, importId, index);
  const deferred = processed.deferred?.records ?? 0;
  logger.info('chunk processed', { chunk: index, deferred, ...processed.counts });
  return processed;
}

async function processRecords(
  ports: ProcessChunkPorts,
  job: ImportJob,
  chunk: ChunkRange,
  {
    fencingToken,
    name,
    remainingMs,
  }: Pick<Step, 'fencingToken' | 'remainingMs'> & { readonly name: PartName },
): Promise<Partial<ChunkItem> & Pick<ChunkItem, 'status'>> {
  const { importId } = job.item;
  const rejected = await readRejected(ports, importId, chunk);
  // A rejected record writes nothing, so it need not be deferred.
  const deferredBySplitter = (await readDeferred(ports, importId, chunk)).difference(rejected);
  const includes = (recordNumber: number) => !deferredBySplitter.has(recordNumber);
  const step = {
    step: `chunk ${chunk.index}`,
    order: 0,
    fencingToken,
    chunk,
    includes,
    rejected,
    onTaken: 'defer',
    remainingMs,
  } as const;
  const { counts, issues, columns, unknownFields, deferred, ...report } = await runStep(ports, job, step);
  const parts = [await storeReport(ports, importId, name, report)];
  const all = deferredBySplitter.union(deferred);
  const names = { columns: [...columns], unknownFields: [...unknownFields] };
  const done = { counts, ...(issues && { issues }), ...names, parts };
  if (all.size === 0) return { ...done, status: 'DONE' };
  const key = objectKeys.deferredPart(importId, name);
  await ports.objects.put(ports.resultsBucket, key, JSON.stringify(rangesOf(all)), 'application/json');
  return { ...done, status: 'DEFERRED', deferred: { records: all.size, key } };
}

function checkCounts({ counts, deferred }: ChunkItem, chunk: ChunkRange): void {
  const accounted = (counts?.records ?? 0) + (deferred?.records ?? 0);
  if (accounted === chunk.records) return;
  throw new RollcallError(
    'RecordCountMismatch',
    `chunk ${chunk.index}: ${accounted} records are accounted for, the splitter counted ${chunk.records}`,
  );
}

async function readWinner(
  { imports }: ProcessChunkPorts,
  importId: string,
  index: number,
): Promise<ChunkItem> {
  const other = await imports.readChunk(importId, index);
  if (other === undefined) throw new RollcallError('ContractViolation', 'the item of the chunk is gone');
  return other;
}

function resultOf({ index, counts, deferred }: ChunkItem): ChunkResult {
  if (counts === undefined)
    throw new RollcallError('ContractViolation', `chunk ${index} is done without counts`);
  return { index, counts, deferred: deferred?.records ?? 0 };
}
