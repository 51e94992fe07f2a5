import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ApiKeyStore, createDynamoApiKeyStore } from '../../../lambdas/adapters/dynamo-api-key-store.ts';
import { createDynamoIdempotencyStore } from '../../../lambdas/adapters/dynamo-idempotency-store.ts';
import {
  createDynamoTenantRegistry,
  type TenantRegistry,
} from '../../../lambdas/adapters/dynamo-tenant-registry.ts';
import { createIdempotency } from '../../../lambdas/api/idempotency.ts';
import type { Operation } from '../../../lambdas/api/operation.ts';
import { createApiKey } from '../../../lambdas/commands/edit-api-keys.ts';
import type { ApiKey } from '../../../lambdas/contracts/api-key.ts';
import type { TenantRecord } from '../../../lambdas/contracts/tenant.ts';
import { ALL_RIGHTS } from '../../../lambdas/core/access/rights.ts';
import { NOW } from '../support/import-item.ts';
import { startImportsTable } from '../support/start-table.ts';

const KEY: ApiKey = {
  keyId: 'key_0000000000000001',
  tenant: 'acme',
  name: 'nightly',
  role: 'tenant-admin',
  permissions: ['imports:read'],
  importTypes: ['participants'],
  sha256: 'a'.repeat(64),
  createdAt: NOW.toISOString(),
  createdBy: { kind: 'invocation', id: 'test' },
};
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);

describe('the stores of keys and tenants', () => {
  let table: Awaited<ReturnType<typeof startImportsTable>>;
  let keys: ApiKeyStore;
  let registry: TenantRegistry;
  beforeAll(async () => {
    table = await startImportsTable();
    keys = createDynamoApiKeyStore(table.table, table.client);
    registry = createDynamoTenantRegistry(table.table, table.client);
  });
  afterAll(() => table.close());

  const itemOf = async (importId: string, item: string) =>
    (await table.documents.send(new GetCommand({ TableName: table.table, Key: { importId, item } }))).Item;

  it('read keys as they were written, for their tenant only, and not among its imports', async () => {
    const other = {
      ...KEY,
      keyId: 'key_0000000000000002',
      name: 'other',
      validUntil: later(1).toISOString(),
    };
    await keys.create(KEY);
    await keys.create(other);
    expect(await keys.find('acme', KEY.keyId)).toEqual(KEY);
    expect(await keys.find('acme-2', KEY.keyId)).toBeUndefined();
    expect(await keys.list('acme')).toEqual([KEY, other]);
    expect(await keys.list('acme-2')).toEqual([]);
    const item = await itemOf('api-keys#acme', other.keyId);
    expect(item).not.toHaveProperty('tenant');
    expect(item?.expiresAt).toBe(later(1 + 90 * 24 * 60).getTime() / 1000);
    await expect(keys.create(KEY)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  });

  it('let one of several requests at the same time create a key of a name', async () => {
    const editor = { tenant: 'race', actor: KEY.createdBy as never, rights: ALL_RIGHTS };
    const ports = { apiKeys: keys, tenants: undefined as never, now: () => NOW };
    const create = (name: string) => createApiKey(ports, editor, { name });
    const created = await Promise.all(Array.from({ length: 8 }, () => create('nightly')));
    expect(created.filter(({ ok }) => ok)).toHaveLength(1);
    expect(created.flatMap((one) => (one.ok ? [] : [one.code]))).toEqual(Array(7).fill('AlreadyExists'));
    expect(await keys.list('race')).toHaveLength(1);
    // Other names do not wait for it, and the name is free when its key is revoked.
    expect(await Promise.all([create('a'), create('b')])).toMatchObject([{ ok: true }, { ok: true }]);
    const winner = (await keys.list('race')).find(({ name }) => name === 'nightly');
    await keys.revoke('race', winner?.keyId ?? '', NOW);
    expect(await create('nightly')).toMatchObject({ ok: true });
  });

  it('free the name of an invocation that has died after a minute', async () => {
    expect(await keys.lockName('died', 'nightly', NOW)).toBeTypeOf('function');
    expect(await keys.lockName('died', 'nightly', later(0.9))).toBeUndefined();
    const taken = await keys.lockName('died', 'nightly', later(1.1));
    await taken?.();
    expect(await keys.lockName('died', 'nightly', later(1.2))).toBeTypeOf('function');
  });

  it('let one of several requests with the same Idempotency-Key run', async () => {
    const idempotency = createDynamoIdempotencyStore(table.table, table.client);
    const run = createIdempotency({ idempotency, now: () => NOW });
    let runs = 0;
    const operation = { id: 'createThing', method: 'POST', status: 201 } as Operation;
    const answers = await Promise.allSettled(
      Array.from({ length: 8 }, () =>
        run({ operation, token: 'rk_1', key: 'the-same', content: {} }, async () => {
          runs += 1;
          return { body: { id: runs } };
        }),
      ),
    );
    expect(runs).toBe(1);
    for (const answer of answers)
      if (answer.status === 'fulfilled') expect(answer.value.body).toEqual({ id: 1 });
      else expect(answer.reason).toMatchObject({ kind: 'idempotency-key-in-use' });
    expect(answers.some(({ status }) => status === 'fulfilled')).toBe(true);
  });

  it('rotate a key once for each secret that was read, and forget the secret before when there is none', async () => {
    const key = { ...KEY, keyId: 'key_0000000000000003' };
    await keys.create(key);
    const secret = {
      sha256: 'b'.repeat(64),
      rotatedAt: later(1).toISOString(),
      previous: { sha256: key.sha256, validUntil: later(60).toISOString() },
    };
    expect(await keys.rotate(key, secret)).toBe(true);
    expect(await keys.find('acme', key.keyId)).toEqual({ ...key, ...secret });
    expect(await keys.rotate(key, secret)).toBe(false);
    const last = { sha256: 'c'.repeat(64), rotatedAt: later(2).toISOString() };
    expect(await keys.rotate({ ...key, ...secret }, { ...last, previous: undefined })).toBe(true);
    expect(await keys.find('acme', key.keyId)).toEqual({ ...key, ...last });
  });

  it('revoke a key once, and never create one by it', async () => {
    const key = { ...KEY, keyId: 'key_0000000000000004' };
    await keys.create(key);
    expect(await keys.revoke('acme', key.keyId, later(1))).toBe(true);
    expect(await keys.revoke('acme', key.keyId, later(2))).toBe(false);
    expect((await keys.find('acme', key.keyId))?.revokedAt).toBe(later(1).toISOString());
    expect(await keys.rotate(key, { sha256: 'b'.repeat(64), rotatedAt: NOW.toISOString() })).toBe(false);
    expect(await keys.revoke('acme', 'key_ffffffffffffffff', NOW)).toBe(false);
    expect(await keys.find('acme', 'key_ffffffffffffffff')).toBeUndefined();
  });

  it('note the last use of a key, and never an earlier one', async () => {
    const key = { ...KEY, keyId: 'key_0000000000000005' };
    await keys.create(key);
    for (const minutes of [5, 3]) await keys.noteUse('acme', key.keyId, later(minutes));
    expect((await keys.find('acme', key.keyId))?.lastUsedAt).toBe(later(5).toISOString());
    await keys.noteUse('acme', 'key_ffffffffffffffff', NOW);
    expect(await keys.find('acme', 'key_ffffffffffffffff')).toBeUndefined();
  });

  it('create a tenant once, and change it only if it exists', async () => {
    const tenant = (name: string): TenantRecord => ({
      name,
      status: 'active',
      createdAt: NOW.toISOString(),
      createdBy: { kind: 'operator', id: 'olivia' },
      updatedAt: NOW.toISOString(),
    });
    for (const name of ['beta', 'acme', 'Acme']) expect(await registry.create(tenant(name))).toBe(true);
    expect(await registry.create({ ...tenant('acme'), status: 'suspended' })).toBe(false);
    expect(await registry.find('acme')).toEqual(tenant('acme'));
    expect(await registry.find('gamma')).toBeUndefined();
    const changed = {
      ...tenant('acme'),
      status: 'suspended',
      requestsPerSecond: 5,
      updatedAt: later(1).toISOString(),
    };
    expect(await registry.change('acme', { status: 'suspended', requestsPerSecond: 5 }, later(1))).toEqual(
      changed,
    );
    expect(await registry.change('acme', { status: 'active' }, later(1))).toEqual({
      ...changed,
      status: 'active',
    });
    const { requestsPerSecond: _, ...without } = { ...changed, status: 'active' };
    expect(await registry.change('acme', { requestsPerSecond: null }, later(1))).toEqual(without);
    expect(await registry.change('gamma', { status: 'suspended' }, NOW)).toBeUndefined();
    expect(await registry.find('gamma')).toBeUndefined();
    const first = await registry.page({ limit: 2 });
    const second = await registry.page({ limit: 2, after: first.next });
    expect([...first.tenants, ...second.tenants].map(({ name }) => name)).toEqual(['Acme', 'acme', 'beta']);
    expect(second.next).toBeUndefined();
  });
});
