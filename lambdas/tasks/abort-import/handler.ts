import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { ChunkItem } from '../../contracts/chunk.ts';
import type { Import, ImportFiles } from '../../contracts/import.ts';
import { FINAL_STATUSES } from '../../contracts/import-status.ts';
import type { Counts } from '../../contracts/outcome.ts';
import type { AbortRequest, Ending } from '../../contracts/state-payloads.ts';
import { addCounts, NO_COUNTS } from '../../core/apply/add-counts.ts';
import { attemptOf } from '../../core/lifecycle/attempt.ts';
import { objectKeys } from '../../core/naming/object-keys.ts';
import { splitImport } from '../../processing/import-stage.ts';
import { endImport, howItEnded } from '../../reporting/end-import.ts';
import { RESULTS } from '../../reporting/report-kind.ts';
import { type ReportPorts, type ResultFiles, writeResultFiles } from '../../reporting/write-result-files.ts';
import { writeUnprocessedRecords } from '../../reporting/write-unprocessed-records.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { RollcallError } from '../../runtime/errors.ts';
import { abortReason } from './abort-reason.ts';

export interface AbortImportPorts extends ReportPorts {
  readonly imports: Pick<ImportStore, 'read' | 'end' | 'chunks'>;
  readonly now: () => Date;
}

/**
 * Ends an import that the system could not finish, or that was cancelled: keeps the results and errors so far and the
 * records that were not processed, and says why. One that has ended already is left as it is: it may have been stopped
 * after its last record. What cannot be saved any more (the source was replaced, a part is damaged) must not keep it
 * from ending (promise 7).
 */
export function createAbortImport(ports: AbortImportPorts) {
  return async (request: AbortRequest, { logger, invocationId }: TaskRuntime): Promise<Ending> => {
    const { importId, error } = request;
    const item = await ports.imports.read(importId);
    const attempt = attemptOf(request, item);
    if (FINAL_STATUSES.has(item.status) || item.attempt !== attempt) return howItEnded(item, attempt);
    const chunks = await Array.fromAsync(ports.imports.chunks(importId));
    const processed = chunks.filter(({ status }) => status !== 'RUNNING');
    const folder = objectKeys.abortedFiles(importId, attempt, invocationId);
    const saved = await salvage(logger, () => resultsSoFar(ports, item, processed, folder));
    const unprocessedRecords = await salvage(logger, () =>
      writeUnprocessedRecords(ports, item, chunks, folder),
    );
    const { preview, errors } = item.files ?? {};
    const files: ImportFiles = {
      // What an evaluation found wrong is wrong all the same.
      ...(preview && errors && { errors }),
      ...saved?.files,
      ...(preview && { preview }),
      ...(unprocessedRecords && { unprocessedRecords }),
    };
    const counts = saved?.counts ?? countsOf(processed) ?? (item.counts && NO_COUNTS);
    // What an evaluation counted and found did not happen.
    const { firstErrors = [], firstWarnings = [] } = saved ?? {};
    // What was cancelled is asked for again: it may have been a moment ago.
    const { cancelRequestedAt } = await ports.imports.read(importId);
    logger.error('import aborted', {
      error: error.Error,
      chunksProcessed: processed.length,
      chunks: item.split?.chunks,
    });
    return endImport(
      ports.imports,
      { importId, attempt },
      {
        status: cancelRequestedAt === undefined ? 'ABORTED' : 'CANCELLED',
        reason: abortReason(cancelRequestedAt, error.Error, item.reason),
        endedAt: ports.now().toISOString(),
        files,
        ...(counts && { counts }),
        firstErrors,
        firstWarnings,
      },
    );
  };
}

async function resultsSoFar(
  ports: AbortImportPorts,
  item: Import,
  done: readonly ChunkItem[],
  folder: string,
): Promise<ResultFiles | undefined> {
  if (done.length === 0) return undefined;
  return writeResultFiles(ports, splitImport(item), done, undefined, RESULTS, folder);
}

/** What the chunks said of themselves, for when their parts cannot be read. */
function countsOf(chunks: readonly ChunkItem[]): Counts | undefined {
  if (chunks.length === 0) return undefined;
  return chunks.reduce((total, { counts }) => addCounts(total, counts), NO_COUNTS);
}

/** Errors that the next try would meet again: of the catalogue, a part that is gone, one that does not parse. */
const LASTING = new Set(['NoSuchKey', 'NotFound', 'SyntaxError', 'ZodError']);

/** What it can still get. Errors of the network are worth another try of the whole task; what is lost is not. */
async function salvage<T>(logger: TaskRuntime['logger'], save: () => Promise<T>): Promise<T | undefined> {
  try {
    return await save();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    if (!(error instanceof RollcallError) && !LASTING.has(name)) throw error;
    logger.warn('could not be saved', { error: name });
    return undefined;
  }
}
