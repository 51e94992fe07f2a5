import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoImportStore, type ImportStore } from '../../../lambdas/adapters/dynamo-import-store.ts';
import { createDynamoTurnStore, type TurnStore } from '../../../lambdas/adapters/dynamo-turn-store.ts';
import { createConfirmImport } from '../../../lambdas/commands/confirm-import.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { ticketItem } from '../../../lambdas/core/naming/item-keys.ts';
import type { TaskRuntime } from '../../../lambdas/runtime/create-handler.ts';
import { createAwaitConfirmation } from '../../../lambdas/tasks/await-confirmation/handler.ts';
import { IMPORT_ID, importItem, NOW } from '../support/import-item.ts';
import { startImportsTable } from '../support/start-table.ts';

const RUNTIME = { logger: { info: () => undefined }, remainingMs: () => 60_000 } as unknown as TaskRuntime;
const EVALUATED: Partial<Import> = {
  evaluation: 'PENDING',
  options: { ...importItem().options, purpose: 'confirm' },
};

describe('an import that waits for its confirmation', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  let imports: ImportStore;
  let turns: TurnStore;
  /** Tokens of waiting executions. */
  let waiting: Set<string>;
  let notified: string[];
  beforeAll(async () => {
    table = await startImportsTable();
    imports = createDynamoImportStore(table.table, () => NOW, table.client);
    turns = createDynamoTurnStore(table.table, table.client);
  });
  afterAll(async () => table?.close());

  const notifyConfirmed = async (token: string) => {
    if (!waiting.delete(token)) return 'gone';
    notified.push(token);
    return 'notified';
  };
  const begin = async (fields: Partial<Import> = {}) => {
    const Key = { importId: IMPORT_ID, item: 'import' };
    await table.documents.send(new DeleteCommand({ TableName: table.table, Key }));
    await imports.create(importItem({ ...EVALUATED, ...fields }));
    waiting = new Set();
    notified = [];
  };
  const ask = (taskToken: string, retry: number) => {
    waiting.add(taskToken);
    const handler = createAwaitConfirmation({
      imports,
      notifyConfirmed,
      objects: { openByKey: async () => Promise.reject(new Error('nothing is attached')) },
      tenants: { read: async () => NO_SETTINGS },
      sendMail: async ({ messageId }) => messageId,
      resultsBucket: 'results',
      senderAddress: 'rollcall@example.com',
      importLink: 'https://imports.example.com/#/imports/{importId}',
      fallbackAddress: 'ops@example.com',
      now: () => NOW,
    });
    return handler({ importId: IMPORT_ID, attempt: 1, taskToken, retry }, RUNTIME);
  };
  const sayYes = () =>
    createConfirmImport({ imports, turns, notifyConfirmed, now: () => NOW })(
      { importId: IMPORT_ID, tenant: 'acme' },
      RUNTIME,
    );
  const read = () => imports.read(IMPORT_ID);

  it('waits with the token of the latest retry, even if an earlier one arrives later', async () => {
    await begin();
    await ask('second', 1);
    await expect(ask('first', 0)).rejects.toThrow('the import has ended already');
    expect((await read()).confirmation?.token).toBe('second');
    expect(await sayYes()).toEqual({ confirmed: true });
    expect(notified).toEqual(['second']);
  });

  it('continues with the next retry when the confirmed one was lost', async () => {
    await begin();
    await ask('first', 0);
    waiting.delete('first');
    expect(await sayYes()).toEqual({ confirmed: true });
    await ask('second', 1);
    expect(notified).toEqual(['second']);
    expect(await read()).toMatchObject({ status: 'RUNNING', confirmation: { token: 'first' } });
  });

  it('does not ask again in a retry after the confirmation', async () => {
    await begin();
    await ask('first', 0);
    await sayYes();
    const { arrival, confirmation } = await read();
    await ask('first', 0);
    expect(await read()).toMatchObject({ status: 'RUNNING', arrival, confirmation });
  });

  it('can be confirmed again when the first answer was lost', async () => {
    await begin();
    await ask('first', 0);
    const confirm: ImportStore['confirm'] = async (...given) => {
      await imports.confirm(...given);
      return imports.confirm(...given);
    };
    const unanswered = createConfirmImport({
      imports: { ...imports, confirm },
      turns,
      notifyConfirmed,
      now: () => NOW,
    });
    expect(await unanswered({ importId: IMPORT_ID, tenant: 'acme' }, RUNTIME)).toEqual({ confirmed: true });
    expect(notified).toEqual(['first']);
  });

  it('takes its new place in the queue before it is notified, so that no later confirmation overtakes it', async () => {
    await begin();
    await ask('first', 0);
    const before = await read();
    let placed: string | undefined;
    const confirm = createConfirmImport({
      imports,
      turns,
      notifyConfirmed: async (token) => {
        placed = (await turns.readTicket(before.tenant, ticketItem(await read())))?.holder;
        return notifyConfirmed(token);
      },
      now: () => NOW,
    });
    await confirm({ importId: IMPORT_ID, tenant: 'acme' }, RUNTIME);
    expect(placed).toBe(IMPORT_ID);
    expect((await read()).arrival).not.toBe(before.arrival);
  });

  it('cannot be confirmed after the state timed out', async () => {
    await begin({ confirmation: { expiresAt: NOW.toISOString() } });
    await ask('first', 0);
    waiting.delete('first');
    expect(await sayYes()).toMatchObject({ confirmed: false, message: 'The confirmation came too late.' });
  });

  it('keeps the counts of its import when its preview is written late', async () => {
    const counts = { records: 1, created: 1, updated: 0, unchanged: 0, failed: 0, warnings: 0 };
    await begin();
    await imports.notePreview(IMPORT_ID, 1, { counts });
    expect((await read()).counts).toEqual(counts);
    await ask('first', 0);
    await sayYes();
    await imports.notePreview(IMPORT_ID, 1, { counts: { ...counts, created: 0, failed: 1 } });
    expect((await read()).counts).toEqual(counts);
  });
});
