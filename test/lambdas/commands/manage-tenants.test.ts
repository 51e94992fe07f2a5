import { describe, expect, it } from 'vitest';
import { createManageTenants } from '../../../lambdas/commands/manage-tenants.ts';
import type { ManageTenantsRequest } from '../../../lambdas/contracts/manage-tenants.ts';
import type { TaskRuntime } from '../../../lambdas/runtime/create-handler.ts';
import { apiScene } from '../api/api-scene.ts';

const IMPORT = 'imp_01kakr5e3h0000000000000000';

function manageScene() {
  const scene = apiScene();
  const find = async (id: string) => (id === IMPORT ? { tenant: 'acme' } : undefined);
  const manage = createManageTenants({ ...scene.ports, imports: { find } } as never);
  const runtime = { invocationId: 'i-1', logger: { info: () => undefined } } as unknown as TaskRuntime;
  return { ...scene, manage: (request: ManageTenantsRequest) => manage(request, runtime) };
}

describe('create-session of ManageTenants', () => {
  it.each([{ tenant: 'acme' }, { importId: IMPORT }])('creates a session of the tenant: %j', async (of) => {
    const { manage, register, call, acts } = manageScene();
    await register('acme');
    const { session, token } = (await manage({ action: 'create-session', of })) as never as Record<
      string,
      never
    >;
    expect(session).toMatchObject({ tenant: 'acme' });
    expect((await call(token, 'GET', '/tenant')).body.name).toBe('acme');
    // As the session of an operator: it cannot create sessions, with which it could prolong itself.
    expect((await call(token, 'POST', '/sessions', { body: {} })).status).toBe(403);
    expect(acts[0]).toMatchObject({
      operation: 'createSession',
      tenant: 'acme',
      by: { kind: 'invocation', id: 'i-1' },
      subject: { sessionId: (session as { id: string } | undefined)?.id },
    });
    expect(JSON.stringify(acts[0])).not.toContain(token);
  });

  it('ends after an hour, and is refused for a suspended tenant', async () => {
    const { manage, register, call, pass, acts } = manageScene();
    await register('acme');
    const answer = await manage({ action: 'create-session', of: { tenant: 'acme' } });
    const token = answer.accepted ? answer.token : undefined;
    pass(59 * 60_000);
    expect((await call(token, 'GET', '/tenant')).status).toBe(200);
    await manage({ action: 'change-tenant', tenant: 'acme', status: 'suspended' });
    expect((await call(token, 'GET', '/tenant')).status).toBe(403);
    expect(acts.at(-1)).toMatchObject({
      operation: 'changeTenant',
      subject: { changed: 'status=suspended' },
    });
    await manage({ action: 'change-tenant', tenant: 'acme', status: 'active' });
    pass(2 * 60_000);
    expect((await call(token, 'GET', '/tenant')).status).toBe(401);
  });

  it('refuses an import that does not exist', async () => {
    const of = { importId: IMPORT.replace('kakr', 'zzzz') };
    expect(await manageScene().manage({ action: 'create-session', of })).toMatchObject({
      accepted: false,
      code: 'NoSuchImport',
    });
  });
});

describe('list-api-keys of ManageTenants', () => {
  it('lists the keys in the order of their creation, as the API does', async () => {
    const { ports, register, call, pass, newKey } = apiScene();
    const { list } = ports.apiKeys;
    // DynamoDB lists by id, which says nothing about the time.
    const apiKeys = { ...ports.apiKeys, list: async (tenant: string) => [...(await list(tenant))].reverse() };
    const manage = createManageTenants({ ...ports, apiKeys } as never);
    const runtime = { invocationId: 'i-1', logger: { info: () => undefined } } as unknown as TaskRuntime;
    await register('acme');
    const { token } = await newKey('acme');
    const created: string[] = [];
    for (const name of ['one', 'two', 'three', 'four', 'five', 'six']) {
      pass(1000);
      created.push((await call(token, 'POST', '/api-keys', { body: { name, role: 'importer' } })).body.id);
    }
    const answer = await manage({ action: 'list-api-keys', tenant: 'acme' }, runtime);
    const listed = answer.accepted ? (answer.apiKeys ?? []).map(({ keyId }) => keyId) : [];
    const ofApi: { id: string }[] = (await call(token, 'GET', '/api-keys')).body.apiKeys;
    expect(listed.slice(-6)).toEqual(created);
    expect(listed).toEqual(ofApi.map(({ id }) => id));
  });
});
