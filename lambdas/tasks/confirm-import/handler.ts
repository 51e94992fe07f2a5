import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { TurnStore } from '../../adapters/dynamo-turn-store.ts';
import type { TellConfirmed } from '../../adapters/step-functions-turns.ts';
import type { Import } from '../../contracts/import.ts';
import type { ConfirmAnswer } from '../../contracts/import-commands.ts';
import { FINAL_STATUSES } from '../../contracts/import-status.ts';
import type { ImportReference } from '../../contracts/state-payloads.ts';
import { ticketItem } from '../../core/naming/item-keys.ts';
import { arrivalOfResumption } from '../../core/naming/turn-order.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';

export interface ConfirmImportPorts {
  readonly turns: Pick<TurnStore, 'putTicket'>;
  readonly imports: Pick<ImportStore, 'find' | 'confirm'>;
  readonly tellConfirmed: TellConfirmed;
  readonly now: () => Date;
}

/**
 * The sender's yes (its no is a cancellation). Written first, told then: asked again after a crash in between, it tells
 * again. The import arrives anew, behind those that came while it waited; it has its place before the answer, so that imports
 * confirmed one after another are made in that order.
 */
export function createConfirmImport(ports: ConfirmImportPorts) {
  const { imports, tellConfirmed, now } = ports;
  return async ({ importId }: ImportReference, { logger }: TaskRuntime): Promise<ConfirmAnswer> => {
    const item = await imports.find(importId);
    if (item === undefined)
      return { confirmed: false, code: 'NoSuchImport', message: 'There is no such import.' };
    const at = now();
    const token = await tokenOfConfirmed(imports, item, at);
    if (token === undefined) return notWaiting((await imports.find(importId)) ?? item);
    await takePlace(ports, importId);
    // Within its time, whoever waited with this token is tried again, and finds the yes on the import.
    if ((await tellConfirmed(token)) === 'gone' && isLate(item, at))
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

/** @returns the token to tell it to; undefined when the import does not wait and was not confirmed either */
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
  // By somebody else, or by this very call, whose answer was lost and which was sent again.
  const now = (await imports.find(importId))?.confirmation;
  return now?.confirmedAt === undefined ? undefined : now.token;
}

/** Of an import that has ended meanwhile, whoever brings the queue forward takes it away. */
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
