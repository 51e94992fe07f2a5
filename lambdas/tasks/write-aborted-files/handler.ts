import type { AbortedFilesNote } from '../../adapters/dynamo-import-lifecycle.ts';
import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { AbortedFile, Import } from '../../contracts/import.ts';
import { INCOMPLETE_STATUSES } from '../../contracts/import-status.ts';
import type { AttemptReference, ImportReference } from '../../contracts/state-payloads.ts';
import { isLatestAttempt } from '../../core/lifecycle/attempt.ts';
import { objectKeys } from '../../core/naming/object-keys.ts';
import { splitImport } from '../../processing/import-stage.ts';
import { collectSlice, type SlicePorts } from '../../reporting/collect-slice.ts';
import { RESULTS } from '../../reporting/report-kind.ts';
import { hasTimeToMerge } from '../../reporting/time-limits.ts';
import { writeUnprocessedRecords } from '../../reporting/write-unprocessed-records.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { RollcallError } from '../../runtime/errors.ts';
import { isTransient } from '../../runtime/transient-errors.ts';
import { openProgress, type Progress } from './progress.ts';

export interface WriteAbortedFilesPorts extends SlicePorts {
  readonly imports: Pick<ImportStore, 'read' | 'chunks' | 'noteAbortedProgress' | 'noteAbortedFiles'>;
}

/** What both files are made of. */
interface Source {
  readonly item: Import;
  readonly progress: Progress;
  readonly folder: string;
}

/** Undefined: the time of this invocation is over, or another one was faster. */
type WriteFile = (
  ports: WriteAbortedFilesPorts,
  source: Source,
  runtime: TaskRuntime,
) => Promise<AbortedFilesNote | undefined>;

const FILES: Readonly<Record<AbortedFile, WriteFile>> = { results: resultsSoFar, unprocessedRecords };

/**
 * Writes the files of an import that ended before every record was processed: the results and errors so far, and the unprocessed records,
 * in as many invocations as it takes.
 * The import has its end already. A file that cannot be written (the source was replaced, a part is damaged) stays in
 * `missingFiles`, which the e-mail and the summary report.
 * @throws TimeSliceEnded when the next invocation has to continue, and errors that can disappear when the task is retried
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
  runtime: TaskRuntime,
): Promise<void> {
  const { attempt } = item;
  const progress = await openProgress(ports, item, runtime);
  const folder = objectKeys.abortedFiles(item, attempt, runtime.invocationId);
  const source = { item, progress, folder };
  const givenUp = new Set(progress.state.givenUp);
  let written = item;
  let isOver = false;
  let transient: unknown;
  for (const [index, file] of missing.filter((each) => !givenUp.has(each)).entries()) {
    isOver ||= index > 0 && !hasTimeToMerge(runtime);
    if (isOver) break;
    const result = await tryToWrite(ports, file, source, runtime);
    if (result.state === 'written') written = await noteFile(ports, written, file, result.note);
    else if (result.state === 'over') isOver = true;
    else if (isTransient(result.error)) transient = result.error;
    else givenUp.add(file);
  }
  if (!isOver && transient === undefined) return;
  if (givenUp.size > progress.state.givenUp.length) await progress.move({ givenUp: [...givenUp] });
  if (isOver) throw new RollcallError('TimeSliceEnded', 'the next invocation continues with the files');
  throw transient;
}

type Attempt =
  | { readonly state: 'written'; readonly note: AbortedFilesNote }
  | { readonly state: 'over' }
  | { readonly state: 'failed'; readonly error: unknown };

async function tryToWrite(
  ports: WriteAbortedFilesPorts,
  file: AbortedFile,
  source: Source,
  runtime: TaskRuntime,
): Promise<Attempt> {
  try {
    const note = await FILES[file](ports, source, runtime);
    return note === undefined ? { state: 'over' } : { state: 'written', note };
  } catch (error) {
    const name = error instanceof Error ? error.name : 'unknown';
    runtime.logger.warn('a file could not be written', { file, error: name });
    return { state: 'failed', error };
  }
}

async function noteFile(
  { imports }: WriteAbortedFilesPorts,
  item: Import,
  file: AbortedFile,
  note: AbortedFilesNote,
): Promise<Import> {
  const files = { ...item.files, ...note.files };
  const missingFiles = (item.missingFiles ?? []).filter((each) => each !== file);
  await imports.noteAbortedFiles(item.importId, item.attempt, { ...note, files, missingFiles });
  return { ...item, ...note, files, missingFiles };
}

async function resultsSoFar(
  ports: WriteAbortedFilesPorts,
  { item, progress, folder }: Source,
  runtime: TaskRuntime,
): Promise<AbortedFilesNote | undefined> {
  const { named, state } = progress;
  if (named.chunks.length === 0) return {};
  const report = await collectSlice(
    ports,
    {
      ...{ item: splitImport(item), kind: RESULTS, named, folder },
      before: state.results,
      check: () => undefined,
      note: (results) => progress.move({ results }),
    },
    runtime,
  );
  if (report === undefined) return undefined;
  const { counts, files, firstErrors, firstWarnings, issues } = report;
  return { counts, files, firstErrors, firstWarnings, issues };
}

async function unprocessedRecords(
  ports: WriteAbortedFilesPorts,
  { item, progress, folder }: Source,
  runtime: TaskRuntime,
): Promise<AbortedFilesNote | undefined> {
  const { named, state } = progress;
  const written = await writeUnprocessedRecords(
    ports,
    {
      ...{ item, folder, chunks: named.chunks },
      before: state.unprocessedRecords,
      note: (unprocessedRecords) => progress.move({ unprocessedRecords }),
    },
    runtime,
  );
  return written && { files: { ...(written.file && { unprocessedRecords: written.file }) } };
}
