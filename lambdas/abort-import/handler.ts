import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { ChunkItem } from '../contracts/chunk.ts';
import type { Import, ImportFiles } from '../contracts/import.ts';
import type { Counts } from '../contracts/outcome.ts';
import type { AbortRequest, Ending } from '../contracts/state-payloads.ts';
import { addCounts, NO_COUNTS } from '../core/add-counts.ts';
import { type ReportPorts, type ResultFiles, writeResultFiles } from '../reporting/write-result-files.ts';
import { writeUnprocessedRecords } from '../reporting/write-unprocessed-records.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { ERROR_CATALOGUE, RollcallError } from '../runtime/errors.ts';

export interface AbortImportPorts extends ReportPorts {
  readonly imports: Pick<ImportStore, 'read' | 'update' | 'chunks'>;
  readonly now: () => Date;
}

/**
 * Ends an import that the system could not finish: keeps the results and errors so far and the records that were not
 * processed, and says why. What cannot be saved any more (the source was replaced, a part is damaged) must not keep it
 * from ending (promise 7).
 */
export function createAbortImport(ports: AbortImportPorts) {
  return async ({ importId, error }: AbortRequest, { logger }: TaskRuntime): Promise<Ending> => {
    const item = await ports.imports.read(importId);
    const chunks = await Array.fromAsync(ports.imports.chunks(importId));
    const processed = chunks.filter(({ status }) => status !== 'RUNNING');
    const saved = await salvage(logger, () => resultsSoFar(ports, item, processed));
    const unprocessedRecords = await salvage(logger, () => writeUnprocessedRecords(ports, item, chunks));
    const files: ImportFiles = { ...saved?.files, ...(unprocessedRecords && { unprocessedRecords }) };
    await ports.imports.update(importId, {
      status: 'ABORTED',
      reason: { code: error.Error, message: reasonOf(error.Error) },
      endedAt: ports.now().toISOString(),
      counts: saved?.counts ?? countsOf(processed),
      firstErrors: saved?.firstErrors,
      files,
    });
    logger.error('import aborted', {
      error: error.Error,
      chunksProcessed: processed.length,
      chunks: item.split?.chunks,
    });
    return { status: 'ABORTED' };
  };
}

async function resultsSoFar(
  ports: AbortImportPorts,
  item: Import,
  done: readonly ChunkItem[],
): Promise<ResultFiles | undefined> {
  return done.length === 0 ? undefined : await writeResultFiles(ports, item, done);
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

function reasonOf(name: string): string {
  const known = Object.values(ERROR_CATALOGUE).find((family) => family.name === name);
  return known === undefined ? 'The system failed while it was working on this file.' : known.meaning;
}
