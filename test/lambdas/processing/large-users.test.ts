import { type AttributeValue, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoClaimStore } from '../../../lambdas/adapters/dynamo-claim-store.ts';
import { createDynamoUserStore } from '../../../lambdas/adapters/dynamo-user-store.ts';
import { OutcomeSchema } from '../../../lambdas/contracts/outcome.ts';
import {
  packedOutcomesBytes,
  packOutcomes,
  unpackOutcomes,
} from '../../../lambdas/core/apply/packed-outcomes.ts';
import { readRecord } from '../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfJson } from '../../../lambdas/core/import-type/record-fields.ts';
import { applyRecords } from '../../../lambdas/processing/apply-records.ts';
import type { ChunkRecord } from '../../../lambdas/reading/read-chunk.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { participants } from '../support/participants.ts';
import { startUsersTable } from '../support/start-table.ts';
import { TENANT } from './memory-import.ts';

function recordsOf(users: readonly Readonly<Record<string, unknown>>[]): ChunkRecord[] {
  return users.map((user, i) => {
    const fields = fieldsOfJson(participants, { accountId: 'acme', ...user } as never);
    const read = readRecord(participants, TENANT, fields, { onBlank: 'keep' });
    return { recordNumber: i + 1, line: i + 1, raw: Buffer.alloc(0), read };
  });
}

/** Fields of as many names, so long that they take `bytes` bytes. */
const wide = (count: number, value: string) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`shareLinks.p${n}`, `https://x.example/${value}${n}`]),
  );

describe('users that reach the limits of DynamoDB', () => {
  let table: Awaited<ReturnType<typeof startUsersTable>>;
  beforeAll(async () => {
    table = await startUsersTable();
  });
  afterAll(() => table.close());

  let fencingToken = 0;
  /** Applies records as one chunk of an import with a turn of its own; `again`: as a retry of the import before. */
  const apply = async (users: readonly Readonly<Record<string, unknown>>[], again = false) => {
    if (!again) fencingToken += 1;
    const now = () => new Date('2026-11-28T10:00:00.000Z');
    const { outcomes } = await applyRecords(
      recordsOf(users),
      {
        importId: `imp_${fencingToken}`,
        fencingToken,
        step: 'chunk 0',
        type: participants,
        tenant: TENANT,
        onTaken: 'fail',
        mode: 'upsert',
        users: createDynamoUserStore(table.table, now, table.client),
        claims: createDynamoClaimStore(table.table, table.client),
      },
      { writeConcurrency: 4 },
    );
    return users.map((_, i) => outcomes.get(i + 1)?.outcome);
  };
  const fieldsOf = async (id: string) => {
    const store = createDynamoUserStore(table.table, () => new Date(0), table.client);
    const key = `${TENANT}/participants/acme/${id}`;
    return (await store.read([key])).get(key)?.user.fields;
  };

  it('a user of 1,000 attributes is created, and all of them are changed', async () => {
    expect(await apply([{ id: 'wide', ...wide(1000, 'a') }])).toEqual(['created']);
    expect(await apply([{ id: 'wide', ...wide(1000, 'b') }])).toEqual(['updated']);
    expect(await apply([{ id: 'wide', ...wide(1000, 'b') }])).toEqual(['unchanged']);
    expect(await fieldsOf('wide')).toEqual(
      new Map(Object.entries({ accountId: 'acme', id: 'wide', ...wide(1000, 'b') })),
    );
  });

  it('10,000 records of a chunk are about one user, and a retry finds each of their outcomes', async () => {
    const names = Array.from({ length: 10_000 }, (_, n) => ({ id: 'often', firstName: `${n >> 1}` }));
    const expected = names.map((_, n) => (n === 0 ? 'created' : n % 2 === 0 ? 'updated' : 'unchanged'));
    expect(await apply(names)).toEqual(expected);
    expect(await apply(names, true)).toEqual(expected);
  });

  /** Some 330 KB: DynamoDB takes 400 of one item, and Rollcall keeps 64 for itself. */
  const large = Object.fromEntries(
    Array.from({ length: 330 }, (_, n) => [`shareLinks.p${n}`, `https://x.example/${'x'.repeat(980)}`]),
  );

  it('5,000 records of a chunk are about a user of 330 KB', async () => {
    expect(await apply([{ id: 'large', ...large }])).toEqual(['created']);
    const names = Array.from({ length: 5000 }, (_, n) => ({ id: 'large', firstName: `${n}` }));
    expect(new Set(await apply(names))).toEqual(new Set(['updated']));
  });

  it('a record fails that does not fit next to what another system has stored with the user', async () => {
    const Key = { userKey: { S: `${TENANT}/participants/acme/shared` } };
    const store = (name: string, value: AttributeValue) =>
      table.client.send(
        new UpdateItemCommand({
          TableName: table.table,
          Key,
          UpdateExpression: 'SET #name = :value',
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ':value': value },
        }),
      );
    expect(await apply([{ id: 'shared', firstName: 'Ann' }])).toEqual(['created']);
    await store('photo', { B: new Uint8Array(200_000) });
    await store('_history', { L: [{ S: 'x'.repeat(100_000) }, { N: '12345678901234567890' }] });
    const lastName = 'x'.repeat(60_000);
    expect(await apply([{ id: 'shared', lastName }, { id: 'next' }])).toEqual(['failed', 'created']);
    expect(await apply([{ id: 'shared', firstName: 'Bea' }])).toEqual(['updated']);
  });

  it('records fail whose released codes do not fit into the item, and those before them are applied', async () => {
    const codes = (n: number) =>
      Object.fromEntries(
        Array.from({ length: 20 }, (_, p) => [`referralCodes.p${p}`, `${'c'.repeat(40)}${p}-${n}`]),
      );
    expect(await apply([{ id: 'codes', ...large }])).toEqual(['created']);
    const records = Array.from({ length: 40 }, (_, n) => ({ id: 'codes', ...codes(n) }));
    const outcomes = await apply(records);
    const applied = outcomes.indexOf('failed');
    expect(applied).toBeGreaterThan(2);
    expect(new Set(outcomes.slice(applied))).toEqual(new Set(['failed']));
    expect(await fieldsOf('codes')).toEqual(
      new Map(Object.entries({ accountId: 'acme', id: 'codes', ...large, ...codes(applied - 1) })),
    );
    expect(await apply(records, true)).toEqual(outcomes);
  });
});

describe('packed outcomes', () => {
  const outcomes = fc
    .array(fc.tuple(fc.nat(40_000), fc.constantFrom(...OutcomeSchema.options)), { maxLength: 200 })
    .chain((entries) =>
      fc.nat(100_000_000).map((first) => entries.map(([n, o]) => [first + n + 1, o] as const)),
    )
    .map((entries) => Object.fromEntries(entries));

  it('unpack to what was packed, and take no more bytes than their bound', () => {
    fc.assert(
      fc.property(outcomes, (given) => {
        const packed = packOutcomes(given);
        expect(unpackOutcomes(packed)).toEqual(given);
        expect(packed.length).toBeLessThanOrEqual(packedOutcomesBytes(Object.keys(given).length));
      }),
      lawRuns(300),
    );
  });
});
