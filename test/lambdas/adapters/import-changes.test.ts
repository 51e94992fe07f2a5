import { BatchGetCommand, BatchWriteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ChangeImport,
  createChangeImport,
  type GuardFacts,
} from '../../../lambdas/adapters/dynamo-import-change.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import {
  ENDING_OF,
  FINAL_STATUSES,
  FinalStatusSchema,
  IMPORT_CHANGES,
  type ImportChangeName,
  type ImportChangeRule,
  ImportStatusSchema,
  RESUMABLE_STATUSES,
} from '../../../lambdas/contracts/import-status.ts';
import { itemKeys } from '../../../lambdas/core/naming/item-keys.ts';
import { IMPORT_ID, importItem, NOW } from '../support/import-item.ts';
import { allows } from '../support/lifecycle-model.ts';
import { startImportsTable } from '../support/start-table.ts';

const rules = Object.entries<ImportChangeRule>(IMPORT_CHANGES);
const names = Object.keys(IMPORT_CHANGES) as ImportChangeName[];

const few = fc.integer({ min: 1, max: 2 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const arbitraryImport: fc.Arbitrary<Import> = fc
  .record({
    status: fc.constantFrom(...ImportStatusSchema.options),
    attempt: few,
    begunAttempt: maybe(few),
    cancelRequestedAt: maybe(fc.constant(NOW.toISOString())),
    evaluation: maybe(fc.constantFrom('PENDING', 'PASSED')),
    collecting: maybe(
      fc.record({ attempt: few, file: fc.constant('results'), key: fc.constantFrom('a', 'b') }),
    ),
    feed: maybe(fc.record({ timestamp: fc.constant('20261121100000'), revision: few })),
    confirmation: maybe(
      fc.record({
        expiresAt: fc.constant(NOW.toISOString()),
        token: fc.constantFrom('a', 'b'),
        retry: maybe(few),
        confirmedAt: maybe(fc.constant(NOW.toISOString())),
      }),
    ),
  })
  .map((fields) => ({ ...importItem(), ...JSON.parse(JSON.stringify(fields)) }));

const arbitraryFacts: fc.Arbitrary<GuardFacts> = fc.record({
  attempt: few,
  revision: few,
  token: fc.constantFrom('a', 'b'),
  retry: few,
  collected: maybe(fc.constantFrom('a', 'b')),
});

interface Try {
  readonly item: Import;
  readonly facts: GuardFacts;
}

const FEED = { timestamp: '20261121100000', revision: 1, expiresAt: NOW.toISOString() } as Import['feed'];

describe('a change of an import', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  let change: ChangeImport;
  beforeAll(async () => {
    table = await startImportsTable();
    change = createChangeImport(table.table, () => NOW, table.documents);
  });
  afterAll(() => table?.close());

  /** The import of one try: all imports of a run are written by one request, and read by another. */
  const keyOf = (index: number) =>
    itemKeys.import(`${IMPORT_ID.slice(0, -2)}${String(index).padStart(2, '0')}`);

  async function changeAll(name: ImportChangeName, tries: readonly Try[]) {
    const { table: Table, documents } = table;
    const puts = tries.map(({ item }, index) => ({ PutRequest: { Item: { ...item, ...keyOf(index) } } }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [Table]: puts } }));
    const changed = await Promise.all(
      tries.map(({ facts }, index) =>
        change(name, keyOf(index).importId, { set: { reason: 'changed' } }, facts),
      ),
    );
    const Keys = tries.map((_, index) => keyOf(index));
    const { Responses } = await documents.send(
      new BatchGetCommand({ RequestItems: { [Table]: { Keys, ConsistentRead: true } } }),
    );
    const reasons = new Map(Responses?.[Table]?.map(({ importId, reason }) => [importId, reason]));
    return changed.map((done, index) => ({ done, seen: reasons.get(keyOf(index).importId) === 'changed' }));
  }

  it.each(names)('%s has effect in the table exactly when its rule allows it', async (name) => {
    const oneTry = fc.tuple(arbitraryImport, arbitraryFacts, fc.constantFrom(...IMPORT_CHANGES[name].from));
    await fc.assert(
      fc.asyncProperty(fc.array(oneTry, { minLength: 12, maxLength: 12 }), async (given) => {
        // Each status is tried, because a random one rarely is one from which the change is possible.
        const tries = given.flatMap(([item, facts, status]) => [
          { item, facts },
          { item: { ...item, status }, facts },
        ]);
        const allowed = tries.map(({ item, facts }) => allows(name, item, facts));
        expect(await changeAll(name, tries)).toEqual(allowed.map((done) => ({ done, seen: done })));
      }),
      { numRuns: 5 },
    );
  });

  it('counts the change of a status, and no repetition', async () => {
    const Key = itemKeys.import(IMPORT_ID);
    const changes = rules.flatMap(([name, { from, to = [] }]) =>
      from.flatMap((before) => to.map((after) => [name as ImportChangeName, before, after] as const)),
    );
    for (const [name, before, after] of changes) {
      const item = { ...importItem({ status: before, feed: FEED }), confirmation: { token: 'a' } };
      await table.documents.send(
        new PutCommand({ TableName: table.table, Item: { ...item, statusSequence: 7, ...Key } }),
      );
      const facts = { attempt: 1, revision: 1, token: 'a', retry: 0, collected: undefined };
      expect(await change(name, IMPORT_ID, { set: { status: after as never } }, facts), name).toBe(true);
      const { Item } = await table.documents.send(new GetCommand({ TableName: table.table, Key }));
      expect(Item, `${name} from ${before} to ${after}`).toMatchObject({
        status: after,
        statusSequence: before === after ? 7 : 8,
      });
    }
    expect(changes.length).toBeGreaterThan(20);
  });

  it('does not create an import that is not there', async () => {
    for (const name of names) {
      const facts = { attempt: 1, revision: 1, token: 'a', retry: 0, collected: undefined };
      expect(await change(name, 'imp_00000000000000000000000000', { set: {} }, facts)).toBe(false);
    }
  });
});

describe('the rules of an import’s status', () => {
  const nextOf = (status: string) =>
    rules.flatMap(([, { from, to = [] }]) => (from.some((each) => each === status) ? to : []));

  it('lead from every open status to a final one, and to CANCELLED at once', () => {
    for (const status of ImportStatusSchema.options.filter((each) => !FINAL_STATUSES.has(each))) {
      expect(nextOf(status)).toContain('CANCELLED');
      expect(nextOf(status).some((next) => FINAL_STATUSES.has(next))).toBe(true);
    }
  });

  it('lead out of a final status only to QUEUED, from those that can be resumed', () => {
    for (const status of FINAL_STATUSES)
      expect(nextOf(status)).toEqual(RESUMABLE_STATUSES.has(status) ? ['QUEUED'] : []);
  });

  it('give each final status by the change that is named for it', () => {
    for (const status of FinalStatusSchema.options)
      expect(IMPORT_CHANGES[ENDING_OF[status]].to).toContain(status);
  });

  it('guard every change but `advancePair` and `forget` by the attempt', () => {
    const unguarded = rules.filter(([, { guards }]) => !guards.includes('same-attempt'));
    expect(unguarded.map(([name]) => name)).toEqual(['advancePair', 'forget']);
  });
});
