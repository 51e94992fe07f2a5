import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { Import } from '../contracts/import.ts';
import type { ImportCommand, ResumeAnswer } from '../contracts/import-commands.ts';
import { RESUMABLE_STATUSES } from '../contracts/import-status.ts';
import { executionArn, executionName } from '../core/naming/execution-name.ts';
import { arrivalOfResumption } from '../core/naming/turn-order.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { type LaunchPorts, launchImport } from '../turns/launch-import.ts';
import { findOwnImport } from './find-own-import.ts';

export interface ResumeImportPorts extends LaunchPorts {
  readonly imports: Pick<ImportStore, 'find' | 'restart'>;
  readonly objects: Pick<ObjectStore, 'head'>;
  readonly resultsBucket: string;
  readonly now: () => Date;
}

type Refusal = Extract<ResumeAnswer, { resumed: false }>;

/**
 * Resumes an import that was aborted, stopped or cancelled: the next attempt continues from the chunks that are done and ends as an
 * uninterrupted run. It gets a new place in the queue, behind all imports of its tenant that arrived since. If this
 * function dies after it has set the import to QUEUED, the sweep or a repeated call starts the execution.
 */
export function createResumeImport(ports: ResumeImportPorts) {
  return async (command: ImportCommand, { logger }: Pick<TaskRuntime, 'logger'>): Promise<ResumeAnswer> => {
    const { importId } = command;
    const item = await findOwnImport(ports.imports, command);
    if (item === undefined) return refuse('NoSuchImport', 'There is no such import.');
    if (item.status === 'QUEUED' && item.attempt > 1) return alreadyResumed(ports, item);
    const refusal = notResumable(item) ?? (await whatIsMissing(ports, item));
    if (refusal !== undefined) return refusal;
    const next = nextAttempt(ports, item);
    if (!(await ports.imports.restart(importId, item, next)))
      return alreadyResumed(ports, await ports.imports.find(importId));
    await launchImport(ports, { ...item, ...next });
    logger.info('import resumed', { attempt: next.attempt });
    return { resumed: true, attempt: next.attempt, executionArn: next.executionArn };
  };
}

/** Resumed by another call, or by this one, whose answer was lost and which was repeated. Launching twice has no effect. */
async function alreadyResumed(ports: ResumeImportPorts, item: Import | undefined): Promise<Refusal> {
  if (item?.status === 'QUEUED') await launchImport(ports, item);
  return refuse('NotResumable', 'The import has already been resumed.', item?.status);
}

/** A resumed import runs to its end: the error budget, which may have stopped it, is removed. */
function nextAttempt({ stateMachineArn, now }: ResumeImportPorts, { importId, ...item }: Import) {
  const { errorBudget: _, ...options } = item.options;
  const attempt = item.attempt + 1;
  const name = executionName({ importId, attempt });
  return {
    attempt,
    options,
    arrival: arrivalOfResumption(now(), attempt),
    executionArn: executionArn(stateMachineArn, name),
  };
}

function notResumable({ status }: Import): Refusal | undefined {
  if (RESUMABLE_STATUSES.has(status)) return undefined;
  const resumable = [...RESUMABLE_STATUSES].join(' or ');
  return refuse(
    'NotResumable',
    `Only an import that is ${resumable} can be resumed; this import is ${status}.`,
    status,
  );
}

/** The upload must still be the same object. Objects of earlier attempts in `work/` are kept for two weeks. */
async function whatIsMissing({ objects, resultsBucket }: ResumeImportPorts, item: Import) {
  const { source, split, status } = item;
  if (source === undefined)
    return refuse('NotResumable', 'No file was uploaded: create a new import.', status);
  const head = await objects.head(source.bucket, source.key, source.versionId);
  if (head?.etag !== source.etag)
    return refuse(
      'SourceChanged',
      'The uploaded file has been replaced or deleted since: upload it again.',
      status,
    );
  if (split !== undefined && (await objects.head(resultsBucket, split.manifestKey)) === undefined)
    return refuse(
      'NotResumable',
      'The import was interrupted too long ago: import its unprocessed records, or import the file again.',
      status,
    );
  return undefined;
}

function refuse(code: Refusal['code'], message: string, status?: Import['status']): Refusal {
  return { resumed: false, code, message, ...(status && { status }) };
}
