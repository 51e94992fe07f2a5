import { beforeEach, describe, expect, it } from 'vitest';
import type { ImportList } from '../../../lambdas/adapters/dynamo-import-list.ts';
import { EXAMPLES } from '../../../lambdas/api/examples.ts';
import type { Operation } from '../../../lambdas/api/operation.ts';
import { OPERATIONS } from '../../../lambdas/api/operations.ts';
import type { ApiPorts } from '../../../lambdas/api/ports.ts';
import { PERMISSIONS_OF_ROLE, PERMISSIONS_OF_TYPES } from '../../../lambdas/contracts/permissions.ts';
import { importItem } from '../support/import-item.ts';
import { apiScene, NOW, type Scene, type SceneAnswer } from './api-scene.ts';

const OWN = 'workspace-users';
const FOREIGN = 'participants';
const FOREIGN_IMPORT = `imp_${'0'.repeat(25)}f`;
const OWN_IMPORT = `imp_${'0'.repeat(25)}a`;
const ERASURE_ID = `ers_${'0'.repeat(24)}`;
const ERASURE = {
  tenant: 'acme',
  kind: 'user',
  phase: 'done',
  counts: {},
  createdAt: NOW.toISOString(),
  updatedAt: NOW.toISOString(),
};

const imports = [
  importItem({ importId: FOREIGN_IMPORT, importType: FOREIGN }),
  importItem({ importId: OWN_IMPORT, importType: OWN }),
];
const ids = imports.map(({ importId }) => importId);
const find = async (id: string) => imports.find(({ importId }) => importId === id);

/** Operations that name no import type and no import in their path, and what a bearer of another type gets of them. */
const OTHERS: Readonly<Record<string, (scene: Scene, token: string) => Promise<void>>> = {
  async createImport(scene, token) {
    const answers = await Promise.all(
      [FOREIGN, 'auto', 'people'].map((importType) =>
        scene.call(token, 'POST', '/imports', { body: { importType, fileName: 'a.csv', bytes: 1 } }),
      ),
    );
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer: '/importType' }] } });
  },
  async listImports(scene, token) {
    for (const query of ['', `?type=${FOREIGN}`]) {
      const { status, body } = await scene.call(token, 'GET', `/imports${query}`);
      expect([status, body.imports.map(({ id }: { readonly id: string }) => id)]).toEqual([
        200,
        [OWN_IMPORT],
      ]);
    }
  },
  async listImportTypes(scene, token) {
    const { body } = await scene.call(token, 'GET', '/import-types');
    expect(body.importTypes).toMatchObject([{ name: OWN }]);
  },
  async getSession(scene, token) {
    const { body } = await scene.call(token, 'GET', '/session');
    expect(body.importTypes).toEqual([OWN]);
    expect(PERMISSIONS_OF_TYPES).toEqual(expect.arrayContaining(body.permissions));
  },
  async endSession(scene, token) {
    expect(await scene.call(token, 'DELETE', '/session')).toMatchObject({ status: 403 });
  },
  async createSession(scene, token) {
    const create = (body: object) => scene.call(token, 'POST', '/sessions', { body });
    expect(await create({ importTypes: [FOREIGN] })).toMatchObject({ status: 403 });
    expect(await create({ importTypes: [OWN, FOREIGN] })).toMatchObject({ status: 403 });
    const { body } = await create({ role: 'tenant-admin' });
    expect((await scene.call(body.token, 'GET', '/session')).body.importTypes).toEqual([OWN]);
  },
  async revokeSession(scene, token) {
    const admin = (await scene.newKey('acme')).token;
    const end = async (body: object) => {
      const session = (await scene.call(admin, 'POST', '/sessions', { body })).body;
      return (await scene.call(token, 'DELETE', `/sessions/${session.id}`)).status;
    };
    const types = [undefined, [FOREIGN], [OWN, FOREIGN], [OWN]];
    expect(await Promise.all(types.map((importTypes) => end({ importTypes })))).toEqual([404, 404, 404, 204]);
  },
  async getErasure(scene, token) {
    expect(await scene.call(token, 'GET', `/erasures/${ERASURE_ID}`)).toMatchObject({ status: 404 });
  },
};

describe('a bearer that is limited to import types', () => {
  let scene: Scene;
  /** The strongest key with this limit, and one that was stored before permissions depended on it. */
  let tokens: readonly string[];

  let erasedBy: string;
  let continuedAfter: (string | undefined)[];

  beforeEach(async () => {
    erasedBy = 'key_0123456789abcdef';
    continuedAfter = [];
    scene = apiScene({
      imports: { find, read: find },
      list: {
        page: async (...[, , { after }]: Parameters<ImportList['page']>) => {
          continuedAfter.push(after);
          return { imports, next: FOREIGN_IMPORT };
        },
        queue: async () => [],
        open: async () => ids,
      },
      erasures: {
        find: async (erasureId: string) => ({ ...ERASURE, erasureId, by: { kind: 'api-key', id: erasedBy } }),
      },
      eraseUser: async () => ({ existed: false, createdAgain: false }),
    } as unknown as Partial<ApiPorts>);
    await scene.register('acme');
    const limited = await scene.newKey('acme', { importTypes: [OWN] });
    const old = await scene.newKey('acme', { importTypes: [OWN] });
    const stored = scene.stored.keys.get(old.id);
    if (stored === undefined) throw new Error('the key is not stored');
    scene.stored.keys.set(old.id, { ...stored, permissions: [...PERMISSIONS_OF_ROLE['tenant-admin']] });
    tokens = [limited.token, old.token];
  });

  const ask = (
    token: string,
    { id, method, path, body }: Operation,
    importType = FOREIGN,
  ): Promise<SceneAnswer> =>
    scene.call(token, method, pathOf(path, importType), {
      ...(body !== undefined && { body: EXAMPLES[id]?.body }),
    });

  it.each(OPERATIONS.map((operation) => [operation.id, operation] as const))(
    'reaches nothing of another type, nor of the tenant as a whole: %s',
    async (id, operation) => {
      for (const token of tokens) {
        const { callers = 'tenant', permission, path } = operation;
        if (
          callers === 'operator' ||
          (permission !== undefined && !PERMISSIONS_OF_TYPES.includes(permission))
        )
          expect(await ask(token, operation)).toMatchObject({ status: 403 });
        else if (/\/\{(importId|importType)\}|\/import-types\/\{name\}/.test(path))
          expect(await ask(token, operation)).toMatchObject({
            status: 404,
            body: { detail: expect.stringMatching(/^There is no import (type participants|imp_0+f)\.$/) },
          });
        else {
          expect(OTHERS, 'what becomes of things of other types').toHaveProperty(id);
          await OTHERS[id]?.(scene, token);
        }
      }
      expect(scene.acts.filter(({ operation: done }) => done === id && !(id in OTHERS))).toEqual([]);
    },
  );

  it.each(OPERATIONS.filter(({ query }) => query !== undefined && 'cursor' in query.shape))(
    'learns no id of another type from where a list continues: $id',
    async ({ permission, path, callers }) => {
      const isForbidden = callers === 'operator' || !PERMISSIONS_OF_TYPES.some((one) => one === permission);
      // Positions in an import of its own are no ids, and the users of a type of its own are no secrets.
      const isOwn = /^\/v1\/(imports\/\{importId\}\/|users\/\{importType\}$)/.test(path);
      if (isForbidden || isOwn) return;
      const token = tokens[0] ?? '';
      const first = await scene.call(token, 'GET', pathOf(path, OWN));
      expect(first.body.next).toMatch(/^[\w-]{38,}$/);
      expect(JSON.stringify(first.body)).not.toContain(FOREIGN_IMPORT.slice(4));
      const again = await scene.call(token, 'GET', pathOf(path, OWN));
      expect(again.headers.get('etag')).toBe(first.headers.get('etag'));
      await scene.call(token, 'GET', `${pathOf(path, OWN)}?cursor=${first.body.next}`);
      expect(continuedAfter).toEqual([undefined, undefined, FOREIGN_IMPORT]);
    },
  );

  it('cannot continue a list after an id of its choice', async () => {
    for (const cursor of [FOREIGN_IMPORT, OWN_IMPORT, 'A'.repeat(78), `${'A'.repeat(79)}`])
      expect(await scene.call(tokens[0], 'GET', `/imports?cursor=${cursor}`)).toMatchObject({
        status: 400,
        body: { errors: [{ in: 'query', pointer: 'cursor' }] },
      });
    expect(continuedAfter).toEqual([]);
  });

  it('sees the open imports of its types only when it erases a user', async () => {
    const key = (await scene.newKey('acme', { importTypes: [OWN] })).token;
    const { status, body } = await scene.call(key, 'DELETE', `/users/${OWN}/ann`);
    expect([status, body.openImports]).toEqual([200, [OWN_IMPORT]]);
    const all = await scene.call((await scene.newKey('acme')).token, 'DELETE', `/users/${OWN}/ann`);
    expect(all.body.openImports).toEqual(ids);
  });

  it('sees an erasure that it has started itself', async () => {
    const { token, id } = await scene.newKey('acme', { importTypes: [OWN] });
    erasedBy = id;
    expect(await scene.call(token, 'GET', `/erasures/${ERASURE_ID}`)).toMatchObject({ status: 200 });
    const other = await scene.newKey('acme', { importTypes: [OWN] });
    expect(await scene.call(other.token, 'GET', `/erasures/${ERASURE_ID}`)).toMatchObject({ status: 404 });
  });

  it('is created with no permission that is about the tenant as a whole', async () => {
    const admin = (await scene.newKey('acme')).token;
    for (const permission of PERMISSIONS_OF_ROLE['tenant-admin']) {
      const wanted = { role: 'tenant-admin', importTypes: [OWN], permissions: [permission] };
      const key = await scene.call(admin, 'POST', '/api-keys', { body: { name: permission, ...wanted } });
      expect(key.status, permission).toBe(PERMISSIONS_OF_TYPES.includes(permission) ? 201 : 403);
    }
    expect(await scene.call(tokens[0], 'POST', '/webhooks', { body: {} })).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('is limited to import types') },
    });
  });
});

function pathOf(path: string, importType: string): string {
  return path
    .replace('/v1', '')
    .replace('{importId}', FOREIGN_IMPORT)
    .replace('{importType}', importType)
    .replace('/import-types/{name}', `/import-types/${importType}`)
    .replace('{keyId}', 'key_0123456789abcdef')
    .replace('{webhookId}', `whk_${'0'.repeat(24)}`)
    .replace('{deliveryId}', `evt_${'0'.repeat(26)}`)
    .replace('/files/{name}', '/files/results')
    .replace('{place}', '1')
    .replaceAll(/\{\w+\}/g, 'acme');
}
