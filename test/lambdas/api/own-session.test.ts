import { describe, expect, it } from 'vitest';
import { apiScene, OPERATOR_TOKEN } from './api-scene.ts';

async function acme() {
  const scene = apiScene();
  await scene.register('acme');
  const { token } = await scene.newKey('acme');
  const session = async (body: object): Promise<string> =>
    (await scene.call(token, 'POST', '/sessions', { body })).body.token;
  const settings = async (patch: object) => {
    const headers = { 'if-match': '*' };
    const answer = await scene.call(token, 'PATCH', '/tenant', { headers, body: { settings: patch } });
    expect(answer.status).toBe(200);
  };
  return { scene, token, session, settings };
}

const NEW = { importType: 'participants', fileName: 'a.csv', bytes: 1 };
const COLUMNS = '/import-types/participants/columns';

describe('a bearer', () => {
  it('sees who it is, whatever its permissions', async () => {
    const { scene, token, session } = await acme();
    expect((await scene.call(token, 'GET', '/session')).body).toMatchObject({
      kind: 'api-key',
      tenant: 'acme',
      role: 'tenant-admin',
      rememberColumns: true,
      reviewRequired: false,
    });
    const own = await session({ person: 'ann', importTypes: ['participants'], permissions: ['types:read'] });
    expect(await scene.call(own, 'GET', '/session')).toMatchObject({
      status: 200,
      body: {
        kind: 'session',
        role: 'importer',
        permissions: ['types:read'],
        importTypes: ['participants'],
        person: 'ann',
        validUntil: '2026-11-28T10:30:00.000Z',
        rememberColumns: false,
      },
    });
    const operator = (await scene.call(OPERATOR_TOKEN, 'GET', '/session')).body;
    expect(operator).toMatchObject({ kind: 'operator', id: 'olivia', role: 'operator' });
    expect(operator.tenant).toBeUndefined();
  });
});

describe('a session', () => {
  it('ends itself, and no other one, and the trail says so', async () => {
    const { scene, session } = await acme();
    const [own, other] = [await session({ person: 'ann', permissions: ['types:read'] }), await session({})];
    expect((await scene.call(own, 'DELETE', '/session')).status).toBe(204);
    expect((await scene.call(own, 'GET', '/session')).status).toBe(401);
    expect((await scene.call(own, 'DELETE', '/session')).status).toBe(401);
    expect((await scene.call(other, 'GET', '/session')).status).toBe(200);
    expect(scene.acts.at(-1)).toMatchObject({
      operation: 'endSession',
      by: { kind: 'session', id: own.split('_')[1], person: 'ann' },
    });
  });

  it.each([
    ['an API key', (key: string) => key],
    ['an operator', () => OPERATOR_TOKEN],
  ])('is what %s is not: it cannot end itself', async (_, bearer) => {
    const { scene, token } = await acme();
    const used = bearer(token);
    expect((await scene.call(used, 'DELETE', '/session')).status).toBe(403);
    expect((await scene.call(used, 'GET', '/session')).status).toBe(200);
  });
});

describe('a session of one origin', () => {
  const ORIGIN = 'https://app.example.com';

  it('is refused for requests of other pages, and for no other reason', async () => {
    const { scene, session } = await acme();
    const own = await session({ origin: ORIGIN });
    const status = async (origin?: string) =>
      (await scene.call(own, 'GET', '/imports', { headers: { ...(origin !== undefined && { origin }) } }))
        .status;
    expect(await status()).toBe(200);
    expect(await status(ORIGIN)).toBe(200);
    for (const other of ['https://evil.example.com', 'http://app.example.com', `${ORIGIN}:8443`, 'null'])
      expect(await status(other), other).toBe(403);
    const any = await session({});
    expect(
      await scene.call(any, 'GET', '/imports', { headers: { origin: 'https://evil.example.com' } }),
    ).toMatchObject({ status: 200 });
  });

  it.each([
    'app.example.com',
    `${ORIGIN}/`,
    `${ORIGIN}/page`,
    'HTTPS://APP.EXAMPLE.COM',
    'null',
    'file:///a',
  ])('is not created for %s', async (origin) => {
    const { scene, token } = await acme();
    expect(await scene.call(token, 'POST', '/sessions', { body: { origin } })).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/origin' }] },
    });
  });
});

describe('the columns that a tenant remembers', () => {
  const remember = { body: { columns: { 'First Name': 'firstName', Notes: '-' } } };

  it('are changed by importers only if the tenant wants it', async () => {
    const { scene, session, settings } = await acme();
    const own = await session({});
    expect((await scene.call(own, 'GET', COLUMNS)).body).toEqual({ columns: {}, mayChange: false });
    expect(await scene.call(own, 'PATCH', COLUMNS, remember)).toMatchObject({ status: 403 });
    await settings({ rememberColumns: true });
    expect((await scene.call(own, 'PATCH', COLUMNS, remember)).body).toEqual({
      columns: { 'First Name': 'firstName', Notes: '-' },
      mayChange: true,
    });
    const forget = { body: { columns: { Notes: null } } };
    expect((await scene.call(own, 'PATCH', COLUMNS, forget)).body.columns).toEqual({
      'First Name': 'firstName',
    });
    const checked = await scene.call(own, 'POST', '/import-types/participants/check', {
      body: { fileName: 'a.csv', text: 'accountId,id,First Name\na,b,c\n' },
    });
    expect(checked.body).toMatchObject({ accepted: true });
  });

  it('are those of one import type, and lose nothing when several bearers change them at once', async () => {
    const { scene, token } = await acme();
    const names = ['a', 'b', 'c', 'd'];
    await scene.call(token, 'PATCH', '/import-types/workspace-users/columns', {
      body: { columns: { a: 'email' } },
    });
    const answers = await Promise.all(
      names.map((name) =>
        scene.call(token, 'PATCH', COLUMNS, { body: { columns: { [name]: 'firstName' } } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { body } = await scene.call(token, 'GET', COLUMNS);
    expect(Object.keys(body.columns).sort()).toEqual(names);
  });

  it('are refused if they are not columns of a type', async () => {
    const { scene, token } = await acme();
    const change = (columns: object, path = COLUMNS) =>
      scene.call(token, 'PATCH', path, { body: { columns } });
    expect(await change({ a: 'x' }, '/import-types/people/columns')).toMatchObject({ status: 404 });
    for (const columns of [{ '': 'x' }, { a: '' }, { a: 1 }, { a: 'x'.repeat(101) }])
      expect(await change(columns)).toMatchObject({ status: 400 });
  });
});

describe('a tenant that requires a review', () => {
  it('has the imports of importers confirmed, and leaves those of its backend alone', async () => {
    const { scene, token, session, settings } = await acme();
    await settings({ reviewRequired: true });
    const own = await session({});
    expect((await scene.call(own, 'GET', '/session')).body.reviewRequired).toBe(true);
    const create = (bearer: string, purpose?: string) =>
      scene.call(bearer, 'POST', '/imports', { body: { ...NEW, ...(purpose && { options: { purpose } }) } });
    expect(await create(own, 'import')).toMatchObject({ status: 403 });
    for (const purpose of ['confirm', 'evaluate', undefined])
      expect(await create(own, purpose), purpose).toMatchObject({ status: 201 });
    expect(scene.signed.map(({ metadata }) => metadata['rollcall-purpose'])).toEqual([
      'confirm',
      'evaluate',
      'confirm',
    ]);
    expect(await create(token, 'import')).toMatchObject({ status: 201 });
  });
});
