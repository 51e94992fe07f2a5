import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import { FINAL_STATUSES } from '../../contracts/import-status.ts';
import type { AttemptReference, CollectResult } from '../../contracts/state-payloads.ts';
import { attemptOf } from '../../core/lifecycle/attempt.ts';
import { splitImport } from '../../processing/import-stage.ts';
import { type CollectPorts, collectFiles } from '../../reporting/collect-files.ts';
import { endImport, howItEnded } from '../../reporting/end-import.ts';
import { RESULTS } from '../../reporting/report-kind.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';

export interface CollectResultsPorts extends CollectPorts {
  readonly imports: CollectPorts['imports'] & Pick<ImportStore, 'end' | 'update'>;
  readonly now: () => Date;
}

/**
 * Merges the parts in file order and ends the import, if and only if every record is accounted for (promise 1). Returns
 * `done: false` when its time is used up before. Does not write the files of an import that has ended already.
 */
export function createCollectResults(ports: CollectResultsPorts) {
  return async (reference: AttemptReference, runtime: TaskRuntime): Promise<CollectResult> => {
    const { importId } = reference;
    const item = splitImport(await ports.imports.read(importId));
    const attempt = attemptOf(reference, item);
    if (FINAL_STATUSES.has(item.status) || item.attempt !== attempt)
      return { done: true, ...howItEnded(item, attempt) };
    if (item.collectingStartedAt === undefined)
      await ports.imports.update(importId, { collectingStartedAt: ports.now().toISOString() });
    const report = await collectFiles(ports, { item, kind: RESULTS, attempt }, runtime);
    if (report === undefined) return { done: false, status: item.status };
    const { files: written, rejections: _, ...found } = report;
    const { counts } = found;
    const status = counts.failed > 0 ? 'COMPLETED_WITH_ERRORS' : 'COMPLETED';
    const { preview } = item.files ?? {};
    const files = { ...written, ...(preview && { preview }) };
    const endedAt = ports.now().toISOString();
    const ending = { status, ...found, files, endedAt } as const;
    runtime.logger.info('results collected', { ...counts });
    return { done: true, ...(await endImport(ports.imports, { importId, attempt }, ending)) };
  };
}
