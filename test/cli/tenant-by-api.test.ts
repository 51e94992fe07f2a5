import { beforeEach, describe, expect, it, vi } from 'vitest';
import { manageTenants, type TenantService } from '../../cli/tenants/manage-tenants.ts';
import { tenantsByApi } from '../../cli/tenants/tenant-by-api.ts';
import { createRollcallClient } from '../../client/rollcall-client.ts';
import { apiScene, OPERATOR_TOKEN, type Scene } from '../lambdas/api/api-scene.ts';

describe('the tenants of a deployed stage', () => {
  let scene: Scene;
  const service = (token: string, fetch = scene.fetch): TenantService =>
    tenantsByApi(createRollcallClient({ api: 'https://api.example.com/v1', bearer: token, fetch }), token);
  beforeEach(() => {
    scene = apiScene();
  });

  it('are created, suspended, resumed and listed by an operator', async () => {
    const { manage } = service(OPERATOR_TOKEN);
    const created = await manage({ action: 'create-tenant', tenant: 'acme', requestsPerSecond: 5 });
    expect(created.tenant).toEqual(scene.stored.tenants.get('acme'));
    await expect(manage({ action: 'create-tenant', tenant: 'acme' })).rejects.toMatchObject({
      kind: 'conflict',
    });
    for (const status of ['suspended', 'active'] as const)
      expect(await manage({ action: 'change-tenant', tenant: 'acme', status })).toMatchObject({
        tenant: { status },
      });
    const { tenant } = await manage({ action: 'change-tenant', tenant: 'acme', requestsPerSecond: null });
    expect(tenant).not.toHaveProperty('requestsPerSecond');
  });

  it('are all listed, however many pages there are', async () => {
    for (let i = 0; i < 250; i += 1) await scene.register(`tenant-${i}`);
    const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    expect(await manageTenants(service(OPERATOR_TOKEN), { action: 'list-tenants' }, true)).toBe(0);
    const listed = JSON.parse(String(write.mock.calls[0]?.[0]));
    write.mockRestore();
    expect(listed).toHaveLength(250);
    expect(listed).toEqual(expect.arrayContaining([...scene.stored.tenants.values()]));
  });

  it('have settings that are edited again if another editor was faster', async () => {
    await scene.register('acme');
    const { token } = await scene.newKey('acme');
    let isFirst = true;
    const busy = async (request: Request) => {
      if (request.method === 'PATCH' && isFirst) {
        isFirst = false;
        await service(token).edit('acme', [{ edit: 'add', list: 'groups', entry: 'Support' }]);
      }
      return scene.fetch(request);
    };
    const settings = await service(token, busy).edit('acme', [
      { edit: 'add', list: 'groups', entry: 'Sales' },
    ]);
    expect(settings.groups).toEqual(['Support', 'Sales']);
    expect((await scene.tenants.read('acme')).groups).toEqual(['Support', 'Sales']);
  });

  it('are told apart also by a session, which does not name its tenant', async () => {
    await scene.register('acme');
    const session = await scene.call(OPERATOR_TOKEN, 'POST', '/sessions', {
      body: { tenant: 'acme', role: 'tenant-admin' },
    });
    const { manage, edit } = service(session.body.token);
    expect((await manage({ action: 'create-api-key', tenant: 'acme', name: 'a' })).token).toMatch(
      /^rk_acme_/,
    );
    await expect(manage({ action: 'list-api-keys', tenant: 'globex' })).rejects.toMatchObject({
      code: 'OtherTenant',
    });
    await expect(edit('globex', [])).rejects.toMatchObject({ code: 'OtherTenant' });
  });

  it('take no hashes of API keys with their settings', async () => {
    await scene.register('acme');
    const { token } = await scene.newKey('acme');
    const apiKeys = [{ name: 'old', sha256: 'a'.repeat(64), createdAt: scene.now().toISOString() }];
    const edits = [{ edit: 'replace', settings: { apiKeys } }] as const;
    await expect(service(token).edit('acme', edits)).rejects.toMatchObject({ code: 'InvalidSettings' });
  });
});
