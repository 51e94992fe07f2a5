import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { Import } from '../contracts/import.ts';
import type { Counts } from '../contracts/outcome.ts';
import type { AttemptReference, Ending } from '../contracts/state-payloads.ts';
import { endImport } from '../reporting/end-import.ts';
import { type ReportPorts, writeResultFiles } from '../reporting/write-result-files.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { RollcallError } from '../runtime/errors.ts';

export interface CollectResultsPorts extends ReportPorts {
  readonly imports: Pick<ImportStore, 'read' | 'end' | 'chunks'>;
  readonly now: () => Date;
}

/** Merges the parts in file order and ends the import, if and only if every record is accounted for (promise 1). */
export function createCollectResults(ports: CollectResultsPorts) {
  return async ({ importId, attempt }: AttemptReference, { logger }: TaskRuntime): Promise<Ending> => {
    const item = await ports.imports.read(importId);
    const chunks = await Array.fromAsync(ports.imports.chunks(importId));
    if (chunks.length !== item.split?.chunks || chunks.some(({ status }) => status !== 'DONE')) {
      throw mismatch(
        `${chunks.filter(({ status }) => status === 'DONE').length} of ${item.split?.chunks} chunks are done`,
      );
    }
    const report = await writeResultFiles(ports, item, chunks, (counts) => checkCounts(counts, item));
    const status = report.counts.failed > 0 ? 'COMPLETED_WITH_ERRORS' : 'COMPLETED';
    const ending = { ...report, status, endedAt: ports.now().toISOString() } as const;
    logger.info('results collected', { ...report.counts });
    return endImport(ports.imports, { importId, attempt }, ending);
  };
}

function checkCounts(counts: Counts, { split }: Import): void {
  const outcomes = counts.created + counts.updated + counts.unchanged + counts.failed;
  if (outcomes !== split?.records || counts.records !== split.records) {
    throw mismatch(
      `the splitter counted ${split?.records} records, the results have ${counts.records} with ${outcomes} outcomes`,
    );
  }
}

function mismatch(message: string): RollcallError {
  return new RollcallError('RecordCountMismatch', message);
}
