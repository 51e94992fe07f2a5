import type { AbortedFilesNote } from '../../adapters/dynamo-import-lifecycle.ts';
import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { ChunkItem } from '../../contracts/chunk.ts';
import type { AbortedFile, Import } from '../../contracts/import.ts';
import { INCOMPLETE_STATUSES } from '../../contracts/import-status.ts';
import type { AttemptReference, ImportReference } from '../../contracts/state-payloads.ts';
import { isLatestAttempt } from '../../core/lifecycle/attempt.ts';
import { objectKeys } from '../../core/naming/object-keys.ts';
import { splitImport } from '../../processing/import-stage.ts';
import type { ReportPorts } from '../../reporting/merge-parts.ts';
import { writeResultFiles } from '../../reporting/write-result-files.ts';
import { writeUnprocessedRecords } from '../../reporting/write-unprocessed-records.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { isTransient } from '../../runtime/transient-errors.ts';
import { untilDeadline } from './until-deadline.ts';

export interface WriteAbortedFilesPorts extends ReportPorts {
  readonly imports: Pick<ImportStore, 'read' | 'chunks' | 'noteAbortedFiles'>;
}

/** What is read of the import once, for both files. */
interface Source {
  readonly item: Import;
  readonly chunks: readonly ChunkItem[];
  readonly folder: string;
}

const FILES: Readonly<
  Record<AbortedFile, (ports: WriteAbortedFilesPorts, source: Source) => Promise<AbortedFilesNote>>
> = { results: resultsSoFar, unprocessedRecords };

/** Time that is kept to complete an upload and to note the file. */
const RESERVE_MS = 60_000;

/**
 * Writes the files of an import that ended before every record was processed: the results and errors so far, and the unprocessed records.
 * The import has its end already. A file that cannot be written (the source was replaced, a part is damaged, the time is not
 * sufficient) stays in `missingFiles`, which the e-mail and the summary report.
 * @throws only errors that can disappear when the task is retried; the retry writes what is missing
 */
export function createWriteAbortedFiles(ports: WriteAbortedFilesPorts) {
  return async (reference: AttemptReference, runtime: TaskRuntime): Promise<ImportReference> => {
    const { importId } = reference;
    const item = await ports.imports.read(importId);
    const missing = item.missingFiles ?? [];
    if (missing.length > 0 && INCOMPLETE_STATUSES.has(item.status) && isLatestAttempt(reference, item))
      await writeAll(ports, item, missing, runtime);
    return { importId };
  };
}

async function writeAll(
  ports: WriteAbortedFilesPorts,
  item: Import,
  missing: readonly AbortedFile[],
  { logger, invocationId, remainingMs }: TaskRuntime,
): Promise<void> {
  const { importId, attempt } = item;
  const folder = objectKeys.abortedFiles(importId, attempt, invocationId);
  const time = remainingMs() - RESERVE_MS;
  let written: Import = item;
  let transient: unknown;
  for (const [index, file] of missing.entries()) {
    const end = RESERVE_MS + time * (1 - (index + 1) / missing.length);
    const timed = { ...ports, objects: untilDeadline(ports.objects, () => remainingMs() - end) };
    try {
      const chunks = await Array.fromAsync(ports.imports.chunks(importId));
      const note = await FILES[file](timed, { item, chunks, folder });
      const missingFiles = (written.missingFiles ?? []).filter((each) => each !== file);
      written = { ...written, ...note, files: { ...written.files, ...note.files }, missingFiles };
      const { files } = written;
      await ports.imports.noteAbortedFiles(importId, attempt, { ...note, files, missingFiles });
    } catch (error) {
      logger.warn('a file could not be written', {
        file,
        error: error instanceof Error ? error.name : 'unknown',
      });
      if (isTransient(error)) transient = error;
    }
  }
  if (transient !== undefined) throw transient;
}

async function resultsSoFar(
  ports: WriteAbortedFilesPorts,
  { item, chunks, folder }: Source,
): Promise<AbortedFilesNote> {
  const processed = chunks.filter(({ status }) => status !== 'RUNNING');
  if (processed.length === 0) return {};
  const { counts, files, firstErrors, firstWarnings, issues } = await writeResultFiles(
    ports,
    splitImport(item),
    processed,
    undefined,
    folder,
  );
  return { counts, files, firstErrors, firstWarnings, issues };
}

async function unprocessedRecords(
  ports: WriteAbortedFilesPorts,
  { item, chunks, folder }: Source,
): Promise<AbortedFilesNote> {
  const file = await writeUnprocessedRecords(ports, item, chunks, folder);
  return { files: { ...(file && { unprocessedRecords: file }) } };
}
