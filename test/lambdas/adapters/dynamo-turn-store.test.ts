import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDynamoTurnStore, type TurnStore } from '../../../lambdas/adapters/dynamo-turn-store.ts';
import { IMPORT_ID } from '../support/import-item.ts';
import { startImportsTable } from '../support/start-table.ts';

const TICKET = { item: `ticket#2026-11-21T10:00:00Z#${IMPORT_ID}`, holder: IMPORT_ID };

describe('a ticket, in the imports table', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  let turns: TurnStore;
  let tenant = '';
  let tenants = 0;
  beforeAll(async () => {
    table = await startImportsTable();
    turns = createDynamoTurnStore(table.table, table.client);
  });
  afterAll(() => table.close());
  beforeEach(async () => {
    tenants += 1;
    tenant = `tenant-${tenants}`;
    await turns.putTicket(tenant, TICKET);
  });
  const found = () => turns.firstTicket(tenant);

  it('is deleted if it still has no token', async () => {
    await turns.dropTicket(tenant, TICKET);
    expect(await found()).toBeUndefined();
  });

  it('is deleted if it still has the same token', async () => {
    await turns.attachToken(tenant, TICKET.item, 'one', 0);
    await turns.dropTicket(tenant, { ...TICKET, token: 'one' });
    expect(await found()).toBeUndefined();
  });

  it('stays if its first token arrived after it was read', async () => {
    await turns.attachToken(tenant, TICKET.item, 'one', 0);
    await turns.dropTicket(tenant, TICKET);
    expect(await found()).toEqual({ ...TICKET, token: 'one', retry: 0 });
  });

  it('stays if the token of a later retry arrived after it was read', async () => {
    await turns.attachToken(tenant, TICKET.item, 'one', 0);
    await turns.attachToken(tenant, TICKET.item, 'two', 1);
    await turns.dropTicket(tenant, { ...TICKET, token: 'one' });
    expect(await found()).toEqual({ ...TICKET, token: 'two', retry: 1 });
  });

  it('keeps the token of the later retry, even if the earlier one arrives last', async () => {
    await turns.attachToken(tenant, TICKET.item, 'two', 1);
    await turns.attachToken(tenant, TICKET.item, 'one', 0);
    expect(await found()).toMatchObject({ token: 'two' });
  });

  it('can be deleted twice', async () => {
    await turns.deleteTicket(tenant, TICKET.item);
    await turns.dropTicket(tenant, { ...TICKET, token: 'one' });
    expect(await found()).toBeUndefined();
  });
});
