import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { PERMISSIONS_OF_ROLE, PERMISSIONS_OF_TYPES } from '../../../lambdas/contracts/permissions.ts';
import { permissionsOf, type Rights } from '../../../lambdas/core/access/rights.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { exceeds } from '../core/access/exceeds.ts';
import { apiScene, NOW, OPERATOR_TOKEN, type Scene } from './api-scene.ts';

const IN_A_YEAR = '2027-11-28T10:00:00.000Z';

describe('API keys', () => {
  let scene: Scene;
  let admin: { readonly token: string; readonly id: string };
  const make = (body: object, token = admin.token) => scene.call(token, 'POST', '/api-keys', { body });
  const works = async (token: string) => (await scene.call(token, 'GET', '/imports')).status === 200;

  beforeEach(async () => {
    scene = apiScene();
    await scene.register('acme');
    admin = await scene.newKey('acme', {}, 'first');
  });

  it('are shown once, and stored and listed without the key and its hash', async () => {
    const { status, body } = await make({ name: 'nightly', importTypes: ['participants'] });
    expect(status).toBe(201);
    expect(body.token).toMatch(/^rk_acme_[0-9a-f]{64}$/);
    expect(await works(body.token)).toBe(true);
    const list = await scene.call(admin.token, 'GET', '/api-keys');
    const [, nightly] = list.body.apiKeys;
    expect(nightly).toMatchObject({
      id: body.id,
      name: 'nightly',
      status: 'active',
      role: 'tenant-admin',
      permissions: PERMISSIONS_OF_TYPES,
      importTypes: ['participants'],
      createdBy: { kind: 'api-key', id: admin.id },
      lastUsedAt: scene.now().toISOString(),
    });
    const { sha256 } = scene.stored.keys.get(body.id) ?? {};
    const everything = JSON.stringify([list.body, scene.logged, [...scene.stored.keys.values()]]);
    expect(everything).not.toContain(body.token);
    expect(JSON.stringify(list.body)).not.toContain(sha256);
  });

  it('may do what they were created for, and nothing else', async () => {
    const { body } = await make({ name: 'reader', permissions: ['imports:read'] });
    expect(await works(body.token)).toBe(true);
    expect(await scene.call(body.token, 'POST', '/imports', { body: {} })).toMatchObject({ status: 403 });
    const limited = (await make({ name: 'types', importTypes: ['participants'] })).body;
    expect(await scene.call(limited.token, 'GET', '/import-types/workspace-users')).toMatchObject({
      status: 404,
    });
    const types = await scene.call(limited.token, 'GET', '/import-types');
    expect(types.body.importTypes).toMatchObject([{ name: 'participants' }]);
  });

  it.each([
    ['a name that is in use', { name: 'first' }, 409, '/name'],
    ['a name that is blank', { name: ' ' }, 400, '/name'],
    ['an import type that does not exist', { name: 'a', importTypes: ['people'] }, 400, '/importTypes'],
    ['a permission that does not exist', { name: 'a', permissions: ['all'] }, 400, '/permissions/0'],
    ['a permission of operators', { name: 'a', permissions: ['tenants:write'] }, 403, '/permissions'],
    [
      'a permission that its role does not have',
      { name: 'a', role: 'importer', permissions: ['keys:write'] },
      403,
      '/permissions',
    ],
    ['an end in the past', { name: 'a', validUntil: '2026-11-28T09:59:59.000Z' }, 400, '/validUntil'],
    ['a field that does not exist', { name: 'a', scope: 'all' }, 400, '/scope'],
  ])('cannot be created with %s', async (_, body, status, pointer) => {
    expect(await make(body)).toMatchObject({ status, body: { errors: [{ in: 'body', pointer }] } });
  });

  it('have two secrets after a rotation until the grace period ends', async () => {
    const { body: old } = await make({ name: 'nightly' });
    const rotate = (graceMinutes: number) =>
      scene.call(admin.token, 'POST', `/api-keys/${old.id}/rotate`, { body: { graceMinutes } });
    const { status, body: rotated } = await rotate(60);
    expect([status, rotated.id]).toEqual([200, old.id]);
    expect([await works(old.token), await works(rotated.token)]).toEqual([true, true]);
    scene.pass(60 * 60_000);
    expect([await works(old.token), await works(rotated.token)]).toEqual([false, true]);
    const { body: again } = await rotate(0);
    expect([await works(old.token), await works(rotated.token), await works(again.token)]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('end when they are revoked, with their sessions, and stay listed', async () => {
    const { body: key } = await make({ name: 'nightly' });
    const { body: session } = await scene.call(key.token, 'POST', '/sessions', { body: {} });
    expect(await works(session.token)).toBe(true);
    const revoke = () => scene.call(admin.token, 'DELETE', `/api-keys/${key.id}`);
    expect(await revoke()).toMatchObject({ status: 204 });
    expect([await works(key.token), await works(session.token)]).toEqual([false, false]);
    expect(await revoke()).toMatchObject({ status: 204 });
    const { body } = await scene.call(admin.token, 'GET', '/api-keys');
    expect(body.apiKeys[1]).toMatchObject({ id: key.id, status: 'revoked' });
    expect(await scene.call(admin.token, 'POST', `/api-keys/${key.id}/rotate`, { body: {} })).toMatchObject({
      status: 409,
    });
    // The name is free again.
    expect(await make({ name: 'nightly' })).toMatchObject({ status: 201 });
  });

  it('are edited by a session only if its creator asked for it, and with the rights of its creator', async () => {
    const creator = (await make({ name: 'backend', validUntil: IN_A_YEAR })).body;
    const session = async (body: object) =>
      (await scene.call(creator.token, 'POST', '/sessions', { body })).body.token;
    expect(await make({ name: 'page' }, await session({ role: 'tenant-admin' }))).toMatchObject({
      status: 403,
    });
    const permissions = ['keys:read', 'keys:write'];
    const own = await session({ role: 'tenant-admin', permissions });
    const { status, body: made } = await make({ name: 'page' }, own);
    expect(status).toBe(201);
    // It outlives the session, and may create sessions, as the key of the backend may.
    expect(made).toMatchObject({ validUntil: IN_A_YEAR });
    expect(made.permissions).toEqual(creator.permissions);
    const longer = new Date(Date.parse(IN_A_YEAR) + 1).toISOString();
    expect(await make({ name: 'more', validUntil: longer }, own)).toMatchObject({ status: 403 });
    expect(
      await scene.call(own, 'POST', `/api-keys/${admin.id}/rotate`, { body: {} }),
      'the key of an administrator that does not expire',
    ).toMatchObject({ status: 403 });
    expect(await scene.call(own, 'DELETE', `/api-keys/${made.id}`)).toMatchObject({ status: 204 });
    const importer = { role: 'importer', permissions };
    expect(await scene.call(creator.token, 'POST', '/sessions', { body: importer })).toMatchObject({
      status: 403,
    });
  });

  it('of another tenant do not exist', async () => {
    await scene.register('globex');
    const other = await scene.newKey('globex');
    for (const [method, path, body] of [
      ['DELETE', `/api-keys/${admin.id}`, undefined],
      ['POST', `/api-keys/${admin.id}/rotate`, {}],
    ] as const)
      expect(await scene.call(other.token, method, path, { body })).toMatchObject({ status: 404 });
    expect((await scene.call(other.token, 'GET', '/api-keys')).body.apiKeys).toHaveLength(1);
    expect(await works(admin.token)).toBe(true);
  });

  it('can be created in a session of an operator, and in no other session', async () => {
    const session = async (token: string, body: object) =>
      (await scene.call(token, 'POST', '/sessions', { body: { role: 'tenant-admin', ...body } })).body;
    const own = await session(admin.token, {});
    expect(await make({ name: 'a' }, own.token)).toMatchObject({ status: 403 });
    const operators = await session(OPERATOR_TOKEN, { tenant: 'acme' });
    const { status, body } = await make({ name: 'a' }, operators.token);
    expect([status, body.validUntil]).toEqual([201, undefined]);
    expect(await works(body.token)).toBe(true);
    expect(body.permissions).toEqual(PERMISSIONS_OF_ROLE['tenant-admin']);
    const types = await session(OPERATOR_TOKEN, { tenant: 'acme', importTypes: ['participants'] });
    expect(await make({ name: 'b' }, types.token)).toMatchObject({ status: 403 });
  });

  it('never give anyone more than the key that everything began with', async () => {
    await fc.assert(
      fc.asyncProperty(first, fc.array(step, { maxLength: 8 }), async (rights, steps) => {
        const own = apiScene();
        await own.register('acme');
        await own.newKey('acme', {}, 'strong');
        const tokens = [(await own.newKey('acme', rights)).token];
        const before = new Set(own.stored.keys.keys());
        for (const {
          by,
          key,
          request: { path, body },
        } of steps) {
          const id = [...own.stored.keys.keys()][key % own.stored.keys.size] ?? '';
          const asked = await own.call(tokens[by % tokens.length], 'POST', path.replace('{id}', id), {
            body,
          });
          if (asked.body.token !== undefined) tokens.push(asked.body.token);
        }
        const limits: Rights = rights;
        for (const key of own.stored.keys.values())
          if (!before.has(key.keyId)) expect(exceeds(key, limits)).toBe(false);
        for (const session of own.stored.sessions.values()) expect(exceeds(session, limits)).toBe(false);
        // A caller that may rotate the strong key learns its secret.
        const strong = [...own.stored.keys.values()].find(({ name }) => name === 'strong');
        if (strong?.rotatedAt !== undefined) expect(exceeds(strong, limits)).toBe(false);
      }),
      lawRuns(200),
    );
  });
});

const permissions = fc.subarray([...PERMISSIONS_OF_ROLE['tenant-admin']]);
const importTypes = fc.option(fc.subarray(['participants', 'user-feed'], { minLength: 1 }), {
  nil: undefined,
});
const days = fc
  .integer({ min: 1, max: 3 })
  .map((day) => new Date(NOW.getTime() + day * 86_400_000).toISOString());
const validUntil = fc.option(days, { nil: undefined });
const first = fc
  .record({
    role: fc.constant('tenant-admin' as const),
    permissions: permissions.map((some) => [...new Set([...some, 'keys:write', 'sessions:write'] as const)]),
    importTypes,
    validUntil,
  })
  .map((some) => ({ ...some, permissions: permissionsOf(some) }));
const rights = {
  role: fc.constantFrom('importer', 'tenant-admin'),
  permissions,
  importTypes: fc.subarray(['participants', 'user-feed'], { minLength: 1 }),
};
const some = { requiredKeys: [] };
const request = fc.oneof(
  fc.record({
    path: fc.constant('/api-keys'),
    body: fc
      .tuple(fc.record({ ...rights, validUntil: days }, some), fc.constantFrom('a', 'b', 'c', 'd'))
      .map(([wanted, name]) => ({ ...wanted, name })),
  }),
  fc.record({ path: fc.constant('/sessions'), body: fc.record(rights, some) }),
  fc.record({ path: fc.constant('/api-keys/{id}/rotate'), body: fc.constant({}) }),
);
const step = fc.record({ by: fc.nat(5), key: fc.nat(5), request });
