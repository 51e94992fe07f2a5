import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { Import, ImportFiles } from '../../contracts/import.ts';
import { FINAL_STATUSES } from '../../contracts/import-status.ts';
import type { Counts } from '../../contracts/outcome.ts';
import type { AbortRequest, AbortResult } from '../../contracts/state-payloads.ts';
import { addCounts, NO_COUNTS } from '../../core/apply/add-counts.ts';
import { attemptOf } from '../../core/lifecycle/attempt.ts';
import { NO_ISSUES } from '../../core/wording/group-issues.ts';
import { endImport, howItEnded } from '../../reporting/end-import.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';
import { abortReason } from './abort-reason.ts';
import { abortedStatus, incompleteFiles } from './aborted-status.ts';
import { executionError } from './execution-error.ts';

export interface AbortImportPorts {
  readonly imports: Pick<ImportStore, 'read' | 'readChunk' | 'end' | 'chunks' | 'noteAbortedFiles'>;
  readonly now: () => Date;
}

/** Time that is kept for the answer. */
const RESERVE_MS = 20_000;

/**
 * Gives an import its end that the system could not complete, or that was cancelled, and records the reason. It needs the
 * import's item only: nothing that grows with the file, and nothing of the file's content. The files follow in
 * WriteAbortedFiles. Does not change an import that has ended already: it may have been stopped after its last record.
 */
export function createAbortImport(ports: AbortImportPorts) {
  return async (request: AbortRequest, runtime: TaskRuntime): Promise<AbortResult> => {
    const { importId } = request;
    const { imports, now } = ports;
    const item = await imports.read(importId);
    const attempt = attemptOf(request, item);
    const failure = await failureOf(imports, item);
    const shown = executionError(request.error, failure);
    if (FINAL_STATUSES.has(item.status) || item.attempt !== attempt)
      return { ...howItEnded(item, attempt), ...shown };
    // Read again: the import may have been cancelled meanwhile.
    const { cancelRequestedAt } = await imports.read(importId);
    const isSplit = item.split !== undefined;
    const reason = abortReason({ ...item, cancelRequestedAt, failure }, request.error);
    const missingFiles = isSplit ? incompleteFiles(reason.code) : [];
    const ending = await endImport(
      imports,
      { importId, attempt },
      {
        status: abortedStatus(reason.code),
        reason,
        endedAt: now().toISOString(),
        files: filesOfPreview(item.files),
        missingFiles,
        // The counts and warnings of an evaluation are not those of an import.
        ...(item.counts && { counts: NO_COUNTS }),
        firstErrors: [],
        firstWarnings: [],
        issues: NO_ISSUES,
      },
    );
    const log = ending.status === 'ABORTED' ? 'error' : 'info';
    runtime.logger[log]('import aborted', {
      status: ending.status,
      error: shown.error,
      chunks: item.split?.chunks,
    });
    if (isSplit) await noteCounts(ports, { importId, attempt }, runtime);
    return { ...ending, ...shown };
  };
}

/** The failed chunk. Undefined if the chunk succeeded when it was tried again: then another chunk failed. */
async function failureOf(
  imports: AbortImportPorts['imports'],
  { importId, failure }: Import,
): Promise<Import['failure']> {
  if (failure === undefined || failure.isFinal || failure.phase === 'evaluation') return failure;
  const chunk = await imports.readChunk(importId, failure.chunk).catch(() => undefined);
  return chunk === undefined || chunk.status === 'RUNNING' ? failure : undefined;
}

/** The errors that an evaluation found are still errors. */
function filesOfPreview({ preview, errors }: ImportFiles = {}): ImportFiles {
  return { ...(preview && { preview }), ...(preview && errors && { errors }) };
}

/** The counts of the chunks so far. The import has its end already, so errors and a lack of time are ignored. */
async function noteCounts(
  { imports }: AbortImportPorts,
  { importId, attempt }: Pick<Import, 'importId' | 'attempt'>,
  { logger, remainingMs }: TaskRuntime,
): Promise<void> {
  try {
    let counts: Counts | undefined;
    for await (const chunk of imports.chunks(importId)) {
      if (remainingMs() < RESERVE_MS) throw new Error('there is no time left');
      if (chunk.status !== 'RUNNING') counts = addCounts(counts ?? NO_COUNTS, chunk.counts);
    }
    if (counts !== undefined) await imports.noteAbortedFiles(importId, attempt, { counts });
  } catch (error) {
    logger.warn('the counts are not known', { error: error instanceof Error ? error.name : 'unknown' });
  }
}
