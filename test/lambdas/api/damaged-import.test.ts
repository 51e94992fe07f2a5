import { beforeEach, describe, expect, it } from 'vitest';
import { DamagedImport } from '../../../lambdas/adapters/damaged-import.ts';
import type { ApiPorts } from '../../../lambdas/api/ports.ts';
import { type Import, ImportSchema } from '../../../lambdas/contracts/import.ts';
import { parseDamagedImport } from '../../../lambdas/core/lifecycle/parse-damaged-import.ts';
import { importItem } from '../support/import-item.ts';
import { apiScene, OPERATOR_TOKEN, type Scene } from './api-scene.ts';

const damagedOf = (attribute: keyof Import, more: Partial<Import> = {}) => ({
  ...importItem({ tenant: 'acme', ...more }),
  [attribute]: { damaged: true },
});

/** As the store reads an item. */
function read(item: Record<string, unknown>, isTolerant: boolean): Import {
  const found = isTolerant ? parseDamagedImport(item) : undefined;
  if (found !== undefined) return found;
  const parsed = ImportSchema.safeParse(item);
  if (parsed.success) return parsed.data;
  throw new DamagedImport(item, parsed.error);
}

describe('an import whose item is damaged', () => {
  let scene: Scene;
  let items: Record<string, unknown>[];

  beforeEach(async () => {
    const find = (isTolerant: boolean) => async (id: string) => {
      const item = items.find(({ importId }) => importId === id);
      return item && read(item, isTolerant);
    };
    const ids = async () => ({ ids: items.map(({ importId }) => String(importId)) });
    scene = apiScene({
      imports: { find: find(false), read: find(false) },
      anyImports: { find: find(true) },
      stageImports: { page: async () => ({ imports: [] }), open: ids },
      followChunks: async () => ({ chunks: 0 }),
      chunkProgress: { one: async () => undefined },
    } as unknown as Partial<ApiPorts>);
    for (const tenant of ['acme', 'globex']) await scene.register(tenant);
  });

  it.each(['attempt', 'layout', 'status', 'createdBy'] as const)(
    'in %s is reported to its tenant',
    async (attribute) => {
      const item = damagedOf(attribute);
      items = [item];
      const { token } = await scene.newKey('acme');
      for (const path of ['', '/issues', '/files/results', '/records']) {
        expect(await scene.call(token, 'GET', `/imports/${item.importId}${path}`)).toMatchObject({
          status: 409,
          body: {
            type: 'urn:rollcall:problem:import-damaged',
            detail: expect.stringContaining(`Attributes that cannot be read: ${attribute}.`),
          },
        });
      }
      expect(scene.failed).toEqual([]);
    },
  );

  it('does not exist for other tenants, nor for persons who did not create it', async () => {
    const item = damagedOf('attempt', { createdBy: { kind: 'session', id: 's', person: 'ann' } });
    items = [item];
    const { token: admin } = await scene.newKey('acme');
    const sessionOf = async (person: string) =>
      (await scene.call(admin, 'POST', '/sessions', { body: { person } })).body.token;
    const tokens = [(await scene.newKey('globex')).token, await sessionOf('bob')];
    for (const token of tokens)
      expect(await scene.call(token, 'GET', `/imports/${item.importId}`)).toMatchObject({ status: 404 });
    expect(await scene.call(await sessionOf('ann'), 'GET', `/imports/${item.importId}`)).toMatchObject({
      status: 409,
    });
  });

  it('does not exist for a tenant if the item does not say whose it is', async () => {
    const item = damagedOf('tenant');
    items = [item];
    const { token } = await scene.newKey('acme');
    expect(await scene.call(token, 'GET', `/imports/${item.importId}`)).toMatchObject({ status: 404 });
  });

  it('is shown to operators as far as it can be read, and hides no other one', async () => {
    const other = importItem({ importId: `imp_${'9'.repeat(26)}` });
    const readable = damagedOf('layout', { importId: `imp_${'8'.repeat(26)}` });
    const broken = damagedOf('status', { importId: `imp_${'7'.repeat(26)}` });
    items = [other, readable, broken];
    const { status, body } = await scene.call(OPERATOR_TOKEN, 'GET', '/stage/open-imports');
    expect(status).toBe(200);
    expect(body.imports.map(({ id }: { readonly id: string }) => id)).toEqual([
      other.importId,
      readable.importId,
    ]);
    expect(await scene.call(OPERATOR_TOKEN, 'GET', `/stage/imports/${broken.importId}`)).toMatchObject({
      status: 409,
      body: { type: 'urn:rollcall:problem:import-damaged' },
    });
    expect(scene.failed).toEqual([]);
  });
});
