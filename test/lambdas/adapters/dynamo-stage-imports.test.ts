import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoImportStore } from '../../../lambdas/adapters/dynamo-import-store.ts';
import {
  createDynamoStageImports,
  type StageFilter,
} from '../../../lambdas/adapters/dynamo-stage-imports.ts';
import { dayCursorText, readDayCursor } from '../../../lambdas/core/lifecycle/days.ts';
import { firstImportIdSince } from '../../../lambdas/core/naming/upload-identity.ts';
import { importItem } from '../support/import-item.ts';
import { startStageTable } from '../support/start-table.ts';

const HOUR_MS = 3_600_000;
const START = Date.parse('2026-11-01T00:30:00.000Z');
/** Hours after the start; some days have no import. */
const CREATED = [0, 1, 2, 23, 24, 25, 26, 120, 121, 500, 501, 502];
const idAt = (hour: number) => `${firstImportIdSince(new Date(START + hour * HOUR_MS))}${'0'.repeat(16)}`;

describe('the imports of all tenants', () => {
  let table: Awaited<ReturnType<typeof startStageTable>>;

  beforeAll(async () => {
    table = await startStageTable();
    const store = createDynamoImportStore(table.table, () => new Date(START), table.client);
    for (const hour of CREATED) {
      const { unfinished, ...item } = importItem({
        importId: idAt(hour),
        tenant: hour % 2 === 0 ? 'acme' : 'globex',
        status: hour < 100 ? 'COMPLETED' : 'RUNNING',
        createdAt: new Date(START + hour * HOUR_MS).toISOString(),
      });
      await store.create({ ...item, ...(hour >= 100 && { unfinished }) });
    }
    // A damaged one hides no other one.
    const { unfinished, ...damaged } = importItem({
      importId: idAt(3),
      createdAt: new Date(START + 3 * HOUR_MS).toISOString(),
    });
    await store.create({ ...damaged, attempt: 'gone' } as never);
  });
  afterAll(() => table.close());

  async function listed(more: Partial<StageFilter>, limit: number) {
    const list = createDynamoStageImports(table.table, table.client);
    const filter = { from: new Date(START), to: new Date(START + 600 * HOUR_MS), ...more };
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const after = cursor === undefined ? undefined : readDayCursor(cursor);
      const { imports, next } = await list.page(filter, { after, limit });
      expect(imports.length).toBeLessThanOrEqual(limit);
      found.push(...imports.map(({ importId }) => importId));
      cursor = next && dayCursorText(next);
    } while (cursor !== undefined);
    return found;
  }

  const ids = (isWanted: (hour: number) => boolean) => CREATED.filter(isWanted).map(idAt).reverse();

  it.each([1, 2, 3, 100])('are listed day by day, the newest first, %i a page', async (limit) => {
    expect(await listed({}, limit)).toEqual(ids(() => true));
    expect(await listed({ tenant: 'acme' }, limit)).toEqual(ids((hour) => hour % 2 === 0));
    expect(await listed({ status: 'RUNNING', tenant: 'globex' }, limit)).toEqual(
      ids((hour) => hour > 100 && hour % 2 === 1),
    );
    const period = { from: new Date(START + 2 * HOUR_MS), to: new Date(START + 25 * HOUR_MS) };
    expect(await listed(period, limit)).toEqual(ids((hour) => hour >= 2 && hour < 25));
    expect(await listed({ tenant: 'nobody' }, limit)).toEqual([]);
  });

  it('that are open are listed in their order', async () => {
    const list = createDynamoStageImports(table.table, table.client);
    const first = await list.open(undefined, 3);
    const second = await list.open(first.next, 3);
    expect([...first.ids, ...second.ids]).toEqual(ids((hour) => hour > 100).reverse());
    expect(second.next).toBeUndefined();
  });
});
