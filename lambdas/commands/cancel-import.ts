import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { Executions } from '../adapters/step-functions-executions.ts';
import type { NotifyCancelled } from '../adapters/step-functions-turns.ts';
import type { Import } from '../contracts/import.ts';
import type { CancelAnswer, CancelCommand } from '../contracts/import-commands.ts';
import { attemptOf } from '../core/lifecycle/attempt.ts';
import { CANCELLED } from '../recovery/cancelled.ts';
import { type RecoveryPorts, recoverImport } from '../recovery/recover-import.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { findOwnImport } from './find-own-import.ts';

export interface CancelImportPorts extends RecoveryPorts {
  readonly imports: Pick<ImportStore, 'find' | 'requestCancel'>;
  readonly executions: Pick<Executions, 'describe' | 'start' | 'stop'>;
  readonly notifyCancelled: NotifyCancelled;
}

/**
 * Cancels an import. The request is written before the execution is stopped, so that the import ends as CANCELLED even
 * after a crash in between. What was written stays; the rest is in the unprocessed records. With an attempt number, only
 * that attempt is cancelled: a late call does not cancel a later attempt.
 */
export function createCancelImport(ports: CancelImportPorts) {
  return async (command: CancelCommand, { logger }: Pick<TaskRuntime, 'logger'>): Promise<CancelAnswer> => {
    const { importId } = command;
    const item = await findOwnImport(ports.imports, command);
    if (item === undefined) return refusal(item);
    const attempt = attemptOf(command, item);
    if (!(await ports.imports.requestCancel(importId, attempt)))
      return refusal(await ports.imports.find(importId), attempt);
    if (!(await refuseConfirmation(ports, item))) await stop(ports, item);
    logger.info('import cancelled', { status: item.status });
    return { accepted: true };
  };
}

/**
 * A "no" to the question whether to import: the waiting state fails by its token, and the execution ends the import itself,
 * without an alarm. False: no state waits with this token.
 */
async function refuseConfirmation(
  { notifyCancelled }: CancelImportPorts,
  { status, confirmation }: Import,
): Promise<boolean> {
  if (status !== 'AWAITING_CONFIRMATION' || confirmation?.token === undefined) return false;
  return (await notifyCancelled(confirmation.token)) === 'notified';
}

async function stop(ports: CancelImportPorts, item: Import): Promise<void> {
  // An execution that has not started yet sends no event when it ends.
  if (!(await ports.executions.stop(item.executionArn, CANCELLED)))
    await recoverImport(ports, item, { status: 'ABORTED' });
}

function refusal(item: Import | undefined, of?: number): CancelAnswer {
  if (item === undefined)
    return { accepted: false, code: 'NoSuchImport', message: 'There is no such import.' };
  const { status, attempt } = item;
  const message =
    of === undefined || of === attempt
      ? `The import has already ended: it is ${status}.`
      : `Attempt ${of} of the import has already ended: the latest attempt is ${attempt}, which is ${status}.`;
  return { accepted: false, code: 'AlreadyEnded', message, status };
}
