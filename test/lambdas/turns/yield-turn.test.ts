import { expect, it } from 'vitest';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { ticketItem } from '../../../lambdas/core/naming/item-keys.ts';
import { createYieldTurn } from '../../../lambdas/tasks/yield-turn/handler.ts';
import { IMPORT_ID, importItem, NOW } from '../support/import-item.ts';
import { MemoryQueue } from './memory-queue.ts';

const EXPIRES = NOW.toISOString();

/** The tickets that are left when an import with a ticket has yielded its turn. */
async function leftAfterYielding(fields: Partial<Import>): Promise<readonly string[]> {
  const queue = new MemoryQueue();
  const item = importItem(fields);
  queue.imports.set(IMPORT_ID, item);
  await queue.ports.turns.putTicket('acme', { item: ticketItem(item), holder: IMPORT_ID });
  const yieldTurn = createYieldTurn({
    ...queue.ports,
    imports: { ...queue.ports.imports, read: async () => item },
  });
  await yieldTurn({ importId: IMPORT_ID, attempt: 1 });
  return [...queue.tickets.keys()];
}

it('leaves the queue while the import waits for its confirmation', async () => {
  expect(await leftAfterYielding({ evaluation: 'PENDING' })).toEqual([]);
});

it('keeps the new place of a confirmed import when the call arrives late', async () => {
  const confirmation = { expiresAt: EXPIRES, token: 't', confirmedAt: EXPIRES };
  const arrival = '2026-11-21T10:00:01.000Z';
  const left = await leftAfterYielding({ arrival, confirmation, evaluation: 'PASSED' });
  expect(left).toEqual([ticketItem({ importId: IMPORT_ID, arrival })]);
});
