import { type AttributeValue, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoClaimStore } from '../../../lambdas/adapters/dynamo-claim-store.ts';
import { createDynamoUserStore } from '../../../lambdas/adapters/dynamo-user-store.ts';
import { readRecord } from '../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfJson } from '../../../lambdas/core/import-type/record-fields.ts';
import { applyRecords } from '../../../lambdas/processing/apply-records.ts';
import { participants } from '../support/participants.ts';
import { startUsersTable } from '../support/start-table.ts';
import { TENANT } from './memory-import.ts';

/** What another system may have stored with a user, and the outcome of a record that sets a field and adds a segment. */
const STORED: readonly (readonly [name: string, value: AttributeValue, outcome: 'updated' | 'failed'])[] = [
  ['balance', { N: '12345678901234567.5' }, 'updated'],
  ['balance', { N: '12345678901234567890' }, 'updated'],
  ['balance', { NS: ['12345678901234567.5'] }, 'updated'],
  ['photo', { B: new Uint8Array(1000) }, 'updated'],
  ['photo', { B: new Uint8Array(350_000) }, 'failed'],
  ['_history', { L: [{ S: 'x'.repeat(350_000) }] }, 'failed'],
  ['firstName', { SS: ['Ann'] }, 'updated'],
  ['firstName', { NULL: true }, 'updated'],
  ['firstName', { N: '12345678901234567890' }, 'updated'],
  ['segments', { SS: ['vip'] }, 'updated'],
  ['segments', { L: [{ S: 'vip' }] }, 'failed'],
  ['segments', { S: 'vip' }, 'failed'],
  ['segments', { NS: ['1'] }, 'failed'],
  ['segments', { NULL: true }, 'failed'],
];

describe('a user with attributes of another system', () => {
  let table: Awaited<ReturnType<typeof startUsersTable>>;
  beforeAll(async () => {
    table = await startUsersTable();
  });
  afterAll(() => table.close());

  let fencingToken = 0;
  const apply = async (users: readonly Readonly<Record<string, unknown>>[]) => {
    fencingToken += 1;
    const records = users.map((user, i) => {
      const fields = fieldsOfJson(participants, { accountId: 'acme', ...user } as never);
      const read = readRecord(participants, TENANT, fields, { onBlank: 'keep' });
      return { recordNumber: i + 1, line: i + 1, raw: Buffer.alloc(0), read };
    });
    const { outcomes } = await applyRecords(
      records,
      {
        importId: `imp_${fencingToken}`,
        fencingToken,
        step: 'chunk 0',
        type: participants,
        tenant: TENANT,
        onTaken: 'fail',
        mode: 'upsert',
        users: createDynamoUserStore(table.table, () => new Date(0), table.client),
        claims: createDynamoClaimStore(table.table, table.client),
      },
      { writeConcurrency: 4 },
    );
    return users.map((_, i) => outcomes.get(i + 1)?.outcome);
  };

  it.each(
    STORED.map(([name, value, outcome], i) => ({
      name,
      kind: Object.keys(value)[0],
      outcome,
      value,
      id: `u${i}`,
    })),
  )('makes no other record fail: with $name of type $kind, its own record is $outcome', async (stored) => {
    const { name, value, outcome, id } = stored;
    expect(await apply([{ id }])).toEqual(['created']);
    await table.client.send(
      new UpdateItemCommand({
        TableName: table.table,
        Key: { userKey: { S: `${TENANT}/participants/acme/${id}` } },
        UpdateExpression: 'SET #name = :value',
        ExpressionAttributeNames: { '#name': name },
        ExpressionAttributeValues: { ':value': value },
      }),
    );
    const next = `${id}-next`;
    const found = await apply([{ id, firstName: 'Bea', segments: ['beta'] }, { id: next }]);
    expect(found).toEqual([outcome, 'created']);
  });
});
