import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDynamoClaimStore } from '../../../../lambdas/adapters/dynamo-claim-store.ts';
import { createDynamoUserStore } from '../../../../lambdas/adapters/dynamo-user-store.ts';
import { createUpsertUser } from '../../../../lambdas/commands/upsert-user/upsert-user.ts';
import { UpsertRequestSchema } from '../../../../lambdas/contracts/upsert-user.ts';
import { RUNTIME } from '../../support/memory-ports.ts';
import { startUsersTable } from '../../support/start-table.ts';
import { SETTINGS } from './upsert-on.ts';

describe('a single-user request, in DynamoDB', () => {
  let table: Awaited<ReturnType<typeof startUsersTable>>;

  beforeAll(async () => {
    table = await startUsersTable();
  });
  afterAll(() => table.close());

  const now = () => new Date('2026-11-21T10:00:00.000Z');
  const upsert = (user: object) =>
    createUpsertUser({
      tenants: { read: async () => SETTINGS },
      users: createDynamoUserStore(table.table, now, table.client),
      claims: createDynamoClaimStore(table.table, table.client),
    })(UpsertRequestSchema.parse({ tenant: 'acme', user }), RUNTIME);
  const itemAt = async (userKey: string) => {
    const command = new GetCommand({ TableName: table.table, Key: { userKey }, ConsistentRead: true });
    return (await table.documents.send(command)).Item;
  };

  it('writes the internal attributes without a write mark', async () => {
    const answer = await upsert({
      accountId: 'a',
      id: 'ann',
      referralCodes: { p: 'ANN' },
      segments: ['vip'],
    });
    expect(answer).toMatchObject({ statusCode: 201, body: { outcome: 'created' } });
    expect(await itemAt('acme/participants/a/ann')).toEqual({
      userKey: 'acme/participants/a/ann',
      accountId: 'a',
      id: 'ann',
      'referralCodes.p': 'ANN',
      'shareLinks.p': 'https://share.example/ANN',
      segments: new Set(['vip']),
      _tenant: 'acme',
      _importType: 'participants',
      _list: 'acme/participants/6',
      _listKey: 'acme/participants/a/ann',
      _createdAt: now().toISOString(),
      _updatedAt: now().toISOString(),
      _version: 2,
    });
  });

  it('takes a code that its owner gave up, and increments the owner’s version', async () => {
    await upsert({ accountId: 'a', id: 'bob', referralCodes: { p: 'BOB' } });
    await upsert({ accountId: 'a', id: 'bob', referralCodes: { p: 'BOB2' } });
    const before = await itemAt('acme/participants/a/bob');
    expect(await upsert({ accountId: 'a', id: 'cy', referralCodes: { p: 'BOB' } })).toMatchObject({
      statusCode: 201,
    });
    const bob = await itemAt('acme/participants/a/bob');
    expect(bob).toEqual({ ...before, _version: bob?._version });
    expect(bob?._version).toBeGreaterThan(before?._version);
    expect(await itemAt('acme/@claim/participants/p/BOB')).toMatchObject({
      _owner: 'acme/participants/a/cy',
      _takes: expect.any(Number),
    });
    expect(await upsert({ accountId: 'a', id: 'bob', referralCodes: { p: 'BOB' } })).toMatchObject({
      statusCode: 409,
    });
  });

  it('succeeds when twenty requests for one user arrive at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        upsert({ accountId: 'a', id: 'dee', customFields: { [`f${i}`]: i } }),
      ),
    );
    const outcomes = answers.map(({ body }) => ('outcome' in body ? body.outcome : 'failed'));
    expect(outcomes.filter((outcome) => outcome === 'created')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'updated')).toHaveLength(19);
    const item = await itemAt('acme/participants/a/dee');
    expect(Object.keys(item ?? {}).filter((name) => name.startsWith('customFields.'))).toHaveLength(20);
  });
});
