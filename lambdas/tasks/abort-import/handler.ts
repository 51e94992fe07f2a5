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
import type { ReportPorts } from '../../reporting/merge-parts.ts';
import { RESULTS } from '../../reporting/report-kind.ts';
import { type ResultFiles, writeResultFiles } from '../../reporting/write-result-files.ts';
import { writeUnprocessedRecords } from '../../reporting/write-unprocessed-records.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { RollcallError } from '../../runtime/errors.ts';
import { abortReason } from './abort-reason.ts';

export interface AbortImportPorts extends ReportPorts {
  readonly imports: Pick<ImportStore, 'read' | 'end' | 'chunks'>;
  readonly now: () => Date;
}

/**
 * Ends an import that the system could not complete, or that was cancelled. Keeps the results and errors so far and the
 * unprocessed records, and records the reason. Does not change an import that has ended already: it may have been stopped
 * after its last record. Files that cannot be saved (the source was replaced, a part is damaged) do not prevent the end
 * (promise 7).
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
      // The errors that an evaluation found are still errors.
      ...(preview && errors && { errors }),
      ...saved?.files,
      ...(preview && { preview }),
      ...(unprocessedRecords && { unprocessedRecords }),
    };
    const counts = saved?.counts ?? countsOf(processed) ?? (item.counts && NO_COUNTS);
    // The counts and warnings of an evaluation are not those of an import.
    const { firstErrors = [], firstWarnings = [] } = saved ?? {};
    // Read again: the import may have been cancelled meanwhile.
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

/** The counts on the chunks' items, for the case that their parts cannot be read. */
function countsOf(chunks: readonly ChunkItem[]): Counts | undefined {
  if (chunks.length === 0) return undefined;
  return chunks.reduce((total, { counts }) => addCounts(total, counts), NO_COUNTS);
}

/** Errors that the next try would meet again, together with those of the catalogue: a part is gone or malformed. */
const LASTING = new Set(['NoSuchKey', 'NotFound', 'SyntaxError', 'ZodError']);

/** Returns the result, or undefined when it is lost for good. Other errors, such as those of the network, are thrown. */
async function salvage<T>(logger: TaskRuntime['logger'], save: () => Promise<T>): Promise<T | undefined> {
  try {
    return await save();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    if (!(error instanceof RollcallError) && !LASTING.has(name)) throw error;
    logger.warn('a file could not be saved', { error: name });
    return undefined;
  }
}
