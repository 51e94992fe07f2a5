import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { Import, ImportFiles } from '../contracts/import.ts';
import type { AbortRequest, Ending } from '../contracts/state-payloads.ts';
import { type ReportPorts, type ResultFiles, writeResultFiles } from '../reporting/write-result-files.ts';
import { writeUnprocessedRecords } from '../reporting/write-unprocessed-records.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { ERROR_CATALOGUE } from '../runtime/errors.ts';

export interface AbortImportPorts extends ReportPorts {
  readonly imports: Pick<ImportStore, 'read' | 'update' | 'chunks'>;
  readonly now: () => Date;
}

/**
 * Ends an import that the system could not finish: keeps the results and errors so far and the records that were not
 * processed, and says why. What cannot be saved any more (the source was replaced) must not keep it from ending.
 */
export function createAbortImport(ports: AbortImportPorts) {
  return async ({ importId, error }: AbortRequest, { logger }: TaskRuntime): Promise<Ending> => {
    const item = await ports.imports.read(importId);
    const chunks = await Array.fromAsync(ports.imports.chunks(importId));
    const done = chunks.filter(({ status }) => status === 'DONE');
    const saved = await salvage(logger, () => resultsSoFar(ports, item, done));
    const unprocessedRecords = await salvage(logger, () =>
      writeUnprocessedRecords(ports, item, new Set(done.map(({ index }) => index))),
    );
    const files: ImportFiles = { ...saved?.files, ...(unprocessedRecords && { unprocessedRecords }) };
    await ports.imports.update(importId, {
      status: 'ABORTED',
      reason: { code: error.Error, message: reasonOf(error.Error) },
      endedAt: ports.now().toISOString(),
      counts: saved?.counts,
      firstErrors: saved?.firstErrors,
      files,
    });
    logger.error('import aborted', {
      error: error.Error,
      chunksDone: done.length,
      chunks: item.split?.chunks,
    });
    return { status: 'ABORTED' };
  };
}

async function resultsSoFar(
  ports: AbortImportPorts,
  item: Import,
  done: Parameters<typeof writeResultFiles>[2],
): Promise<ResultFiles | undefined> {
  return done.length === 0 ? undefined : await writeResultFiles(ports, item, done);
}

/** What it can still get. Errors of the network are worth another try of the whole task; a lost source is not. */
async function salvage<T>(logger: TaskRuntime['logger'], save: () => Promise<T>): Promise<T | undefined> {
  try {
    return await save();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    if (name !== 'SourceChanged') throw error;
    logger.warn('could not be saved', { error: name });
    return undefined;
  }
}

function reasonOf(name: string): string {
  const known = Object.values(ERROR_CATALOGUE).find((family) => family.name === name);
  return known === undefined ? 'The system failed while it was working on this file.' : known.meaning;
}
