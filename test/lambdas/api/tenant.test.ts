import { beforeEach, describe, expect, it } from 'vitest';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { apiScene, OPERATOR_TOKEN, type Scene } from './api-scene.ts';

const { apiKeys: _, ...DEFAULTS } = NO_SETTINGS;

describe('the settings of a tenant', () => {
  let scene: Scene;
  let token: string;
  const get = () => scene.call(token, 'GET', '/tenant');
  const patch = (settings: unknown, ifMatch?: string) =>
    scene.call(token, 'PATCH', '/tenant', {
      body: { settings },
      ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }),
    });

  beforeEach(async () => {
    scene = apiScene();
    await scene.register('acme');
    ({ token } = await scene.newKey('acme'));
  });

  it('are the defaults in version 0, with the version as ETag', async () => {
    const { status, body, headers } = await get();
    expect(status).toBe(200);
    expect(body).toEqual({ name: 'acme', version: 0, settings: DEFAULTS });
    expect(headers.get('etag')).toBe('"0"');
    const again = await scene.call(token, 'GET', '/tenant', { headers: { 'if-none-match': '"0"' } });
    expect(again.status).toBe(304);
  });

  it('change by a merge patch: what it leaves out stays, null restores the default, a list is replaced', async () => {
    expect(
      await patch({ groups: ['a', 'b'], limits: { openImports: 7 }, retentionDays: 30 }, '"0"'),
    ).toMatchObject({
      status: 200,
      body: { version: 1 },
    });
    const { body, headers } = await patch(
      { groups: ['c'], limits: { syncRecords: 1 }, retentionDays: null },
      '"1"',
    );
    expect(body).toEqual({
      name: 'acme',
      version: 2,
      settings: {
        ...DEFAULTS,
        groups: ['c'],
        limits: { ...DEFAULTS.limits, openImports: 7, syncRecords: 1 },
      },
    });
    expect(headers.get('etag')).toBe('"2"');
    expect((await get()).body).toEqual(body);
    expect((await patch({ limits: null }, '"2"')).body.settings.limits).toEqual(DEFAULTS.limits);
  });

  it('have no new version after a patch without effect', async () => {
    await patch({ groups: ['a'] }, '"0"');
    expect((await patch({ groups: ['a'] }, '"1"')).body.version).toBe(1);
    expect((await patch({}, '"1"')).body.version).toBe(1);
  });

  it('are not changed without If-Match, nor with an ETag that is not theirs any more', async () => {
    expect(await patch({ groups: ['a'] })).toMatchObject({
      status: 428,
      body: { type: 'urn:rollcall:problem:precondition-required' },
    });
    await patch({ groups: ['a'] }, '"0"');
    for (const tag of ['"0"', 'W/"1"', '1', '"2"', ''])
      expect(await patch({ groups: ['b'] }, tag)).toMatchObject({
        status: 412,
        body: { type: 'urn:rollcall:problem:precondition-failed' },
      });
    expect((await get()).body).toMatchObject({ version: 1, settings: { groups: ['a'] } });
    expect(await patch({ groups: ['c'] }, '"7", "1"')).toMatchObject({ status: 200 });
    expect(await patch({ groups: ['d'] }, '*')).toMatchObject({ status: 200 });
  });

  it('take one of two patches of the same version', async () => {
    const answers = await Promise.all(['a', 'b'].map((name) => patch({ groups: [name] }, '"0"')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect((await get()).body.version).toBe(1);
  });

  it.each<[string, object, string]>([
    ['a setting that does not exist', { group: [] }, '/settings/group'],
    ['a value of another type', { groups: 'Sales' }, '/settings/groups'],
    ['an entry that is not valid', { groups: ['Sales', 'a,b'] }, '/settings/groups/1'],
    ['a limit out of bounds', { limits: { openImports: 0 } }, '/settings/limits/openImports'],
    ['an object in place of a number', { retentionDays: { days: 1 } }, '/settings/retentionDays'],
    ['a name with a slash', { 'a/b~c': 1 }, '/settings/a~1b~0c'],
    ['API keys', { apiKeys: [] }, '/settings/apiKeys'],
  ])('are not changed by a patch with %s, and the problem names the path', async (_, settings, pointer) => {
    const { status, body } = await patch({ notify: ['ops@acme.example'], ...settings }, '"0"');
    const pointers = body.errors.map((error: { pointer: string }) => error.pointer);
    expect({ status, pointers }).toEqual({ status: 400, pointers: [pointer] });
    expect((await get()).body).toMatchObject({ version: 0, settings: DEFAULTS });
  });

  it('are not changed by a patch with the name __proto__', async () => {
    for (const name of ['__proto__', '\\u005f_proto__']) {
      const body = `{"settings":{"groups":["a"],"limits":{"${name}":{"openImports":1}}}}`;
      const answer = await scene.call(token, 'PATCH', '/tenant', { body, headers: { 'if-match': '"0"' } });
      expect(answer).toMatchObject({ status: 400, body: { detail: expect.stringContaining('__proto__') } });
    }
    expect((await get()).body.version).toBe(0);
  });

  it('are refused with a problem however deep the patch is', async () => {
    const deep = `{"settings":${'{"limits":'.repeat(20_000)}1${'}'.repeat(20_000)}}`;
    const answer = await scene.call(token, 'PATCH', '/tenant', {
      body: deep,
      headers: { 'if-match': '"0"' },
    });
    expect(answer).toMatchObject({ status: 400 });
    expect(scene.failed).toEqual([]);
  });

  it('keep the API keys that an earlier version stored among them', async () => {
    const entry = { name: 'old', sha256: 'a'.repeat(64), createdAt: scene.now().toISOString() };
    await scene.tenants.write('acme', { ...NO_SETTINGS, apiKeys: [entry] }, 0);
    const { body } = await patch({ groups: ['a'] }, '"1"');
    expect(JSON.stringify(body)).not.toContain(entry.sha256);
    expect((await scene.tenants.read('acme')).apiKeys).toEqual([entry]);
  });
});

describe('registered tenants', () => {
  let scene: Scene;
  const ask = (method: string, path: string, body?: object) =>
    scene.call(OPERATOR_TOKEN, method, path, body === undefined ? {} : { body });
  beforeEach(() => {
    scene = apiScene();
  });

  it('are created, listed page by page, suspended and resumed by operators', async () => {
    for (const name of ['beta', 'acme', 'gamma'])
      expect(await ask('POST', '/tenants', { name })).toMatchObject({
        status: 201,
        body: { name, status: 'active' },
      });
    expect(await ask('POST', '/tenants', { name: 'acme' })).toMatchObject({ status: 409 });
    const first = (await ask('GET', '/tenants?limit=2')).body;
    expect(first.tenants.map(({ name }: { name: string }) => name)).toEqual(['acme', 'beta']);
    const second = (await ask('GET', `/tenants?limit=2&cursor=${first.next}`)).body;
    expect(second).toMatchObject({ tenants: [{ name: 'gamma' }] });
    expect(second.next).toBeUndefined();
    for (const status of ['suspended', 'active'])
      expect(await ask('PATCH', '/tenants/acme', { status })).toMatchObject({
        status: 200,
        body: { status },
      });
    expect(await ask('PATCH', '/tenants/delta', { status: 'active' })).toMatchObject({ status: 404 });
    expect(await ask('PATCH', '/tenants/acme', { status: 'closed' })).toMatchObject({ status: 400 });
  });

  it('are sessions to operators, who have no other access to their data', async () => {
    await ask('POST', '/tenants', { name: 'acme' });
    expect(await ask('GET', '/imports')).toMatchObject({
      status: 403,
      body: { detail: expect.stringContaining('/v1/sessions') },
    });
    expect(await ask('POST', '/sessions', {})).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/tenant' }] },
    });
    expect(await ask('POST', '/sessions', { tenant: 'globex' })).toMatchObject({ status: 403 });
    const { body } = await ask('POST', '/sessions', { tenant: 'acme', role: 'tenant-admin' });
    expect(await scene.call(body.token, 'GET', '/tenant')).toMatchObject({
      status: 200,
      body: { name: 'acme' },
    });
    expect(await scene.call(body.token, 'GET', '/tenants')).toMatchObject({ status: 403 });
    expect(await ask('DELETE', `/sessions/${body.id}`)).toMatchObject({ status: 204 });
    expect(await scene.call(body.token, 'GET', '/tenant')).toMatchObject({ status: 401 });
  });

  it('are no matter of a tenant, which cannot name another one either', async () => {
    await ask('POST', '/tenants', { name: 'acme' });
    const { token } = await scene.newKey('acme');
    for (const [method, path] of [
      ['GET', '/tenants'],
      ['POST', '/tenants'],
      ['PATCH', '/tenants/acme'],
    ] as const)
      expect(
        await scene.call(token, method, path, method === 'GET' ? {} : { body: { name: 'x' } }),
      ).toMatchObject({ status: 403 });
    expect(await scene.call(token, 'POST', '/sessions', { body: { tenant: 'globex' } })).toMatchObject({
      status: 400,
    });
  });
});
