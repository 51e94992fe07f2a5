import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { AttemptReference, Ending } from '../../contracts/state-payloads.ts';
import { splitImport } from '../../processing/import-stage.ts';
import { accountForAll } from '../../reporting/account-for-all.ts';
import { endImport } from '../../reporting/end-import.ts';
import { type ReportPorts, writeResultFiles } from '../../reporting/write-result-files.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';

export interface CollectResultsPorts extends ReportPorts {
  readonly imports: Pick<ImportStore, 'read' | 'end' | 'chunks'>;
  readonly now: () => Date;
}

/** Merges the parts in file order and ends the import, if and only if every record is accounted for (promise 1). */
export function createCollectResults(ports: CollectResultsPorts) {
  return async ({ importId, attempt }: AttemptReference, { logger }: TaskRuntime): Promise<Ending> => {
    const item = splitImport(await ports.imports.read(importId));
    const chunks = await Array.fromAsync(ports.imports.chunks(importId));
    const check = accountForAll(item, chunks);
    const report = await writeResultFiles(ports, item, chunks, check);
    const { counts, firstErrors, firstWarnings } = report;
    const status = counts.failed > 0 ? 'COMPLETED_WITH_ERRORS' : 'COMPLETED';
    const { preview } = item.files ?? {};
    const files = { ...report.files, ...(preview && { preview }) };
    const endedAt = ports.now().toISOString();
    const ending = { status, counts, firstErrors, firstWarnings, files, endedAt } as const;
    logger.info('results collected', { ...counts });
    return endImport(ports.imports, { importId, attempt }, ending);
  };
}
