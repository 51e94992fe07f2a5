import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { TurnStore } from '../adapters/dynamo-turn-store.ts';
import type { NotifyConfirmed } from '../adapters/step-functions-turns.ts';
import type { Import } from '../contracts/import.ts';
import type { ConfirmAnswer, ImportCommand } from '../contracts/import-commands.ts';
import { FINAL_STATUSES } from '../contracts/import-status.ts';
import { ticketItem } from '../core/naming/item-keys.ts';
import { arrivalOfResumption } from '../core/naming/turn-order.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { findOwnImport } from './find-own-import.ts';

export interface ConfirmImportPorts {
  readonly turns: Pick<TurnStore, 'putTicket'>;
  readonly imports: Pick<ImportStore, 'find' | 'confirm'>;
  readonly notifyConfirmed: NotifyConfirmed;
  readonly now: () => Date;
}

/**
 * Confirms an import (to refuse it, cancel it). The confirmation is written before the execution is notified: a call that
 * is repeated after a crash notifies again. The import gets a new place in the queue, behind imports that arrived while it
 * waited. It gets the place before the answer, so that imports are processed in the order in which they are confirmed.
 */
export function createConfirmImport(ports: ConfirmImportPorts) {
  const { imports, notifyConfirmed, now } = ports;
  return async (command: ImportCommand, { logger }: Pick<TaskRuntime, 'logger'>): Promise<ConfirmAnswer> => {
    const { importId } = command;
    const item = await findOwnImport(imports, command);
    if (item === undefined)
      return { confirmed: false, code: 'NoSuchImport', message: 'There is no such import.' };
    const at = now();
    const token = await tokenOfConfirmed(imports, item, at);
    if (token === undefined) return notWaiting((await imports.find(importId)) ?? item);
    await takePlace(ports, importId);
    // If the time is not over, the state is tried again and finds the confirmation on the import.
    if ((await notifyConfirmed(token)) === 'gone' && isLate(item, at))
      return {
        confirmed: false,
        code: 'NotWaiting',
        message: 'The confirmation came too late.',
        status: item.status,
      };
    logger.info('import confirmed', { attempt: item.attempt });
    return { confirmed: true };
  };
}

/** @returns the task token to answer; undefined when the import does not wait and was not confirmed either */
async function tokenOfConfirmed(
  imports: ConfirmImportPorts['imports'],
  item: Import,
  at: Date,
): Promise<string | undefined> {
  const { importId, attempt, confirmation } = item;
  if (confirmation?.token === undefined || item.status === 'EXPIRED') return undefined;
  if (confirmation.confirmedAt !== undefined) return confirmation.token;
  const next = {
    arrival: arrivalOfResumption(at, attempt),
    confirmation: { ...confirmation, confirmedAt: at.toISOString() },
  };
  if (await imports.confirm(importId, item, next)) return confirmation.token;
  // Confirmed by another call, or by this one, whose answer was lost and which was repeated.
  const now = (await imports.find(importId))?.confirmation;
  return now?.confirmedAt === undefined ? undefined : now.token;
}

/** If the import ends meanwhile, the next call that advances the queue removes its ticket. */
async function takePlace({ imports, turns }: ConfirmImportPorts, importId: string): Promise<void> {
  const item = await imports.find(importId);
  if (item === undefined || FINAL_STATUSES.has(item.status) || item.confirmation?.confirmedAt === undefined)
    return;
  await turns.putTicket(item.tenant, { item: ticketItem(item), holder: importId });
}

function isLate({ confirmation }: Import, at: Date): boolean {
  return confirmation?.confirmedAt === undefined && at.toISOString() >= (confirmation?.expiresAt ?? '');
}

function notWaiting({ status }: Import): ConfirmAnswer {
  const message = `The import is not waiting for a confirmation: it is ${status}.`;
  return { confirmed: false, code: 'NotWaiting', message, status };
}
