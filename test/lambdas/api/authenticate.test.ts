import { beforeEach, describe, expect, it } from 'vitest';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { createSettingsKey } from '../../support/settings-key.ts';
import { apiScene, OPERATOR_TOKEN, type Scene } from './api-scene.ts';

const unknownKey = (number: number) => `rk_acme_${number.toString(16).padStart(16, '0')}${'0'.repeat(48)}`;

describe('the bearer of a request', () => {
  let scene: Scene;
  let key: { readonly token: string; readonly id: string };
  let session: { readonly token: string; readonly id: string };
  const statusOf = async (token: string | undefined) => (await scene.call(token, 'GET', '/imports')).status;

  beforeEach(async () => {
    scene = apiScene();
    await scene.register('acme');
    key = await scene.newKey('acme');
    session = (await scene.call(key.token, 'POST', '/sessions', { body: { minutes: 1 } })).body;
  });

  it('is accepted as it was issued', async () => {
    expect(await statusOf(key.token)).toBe(200);
    expect(await statusOf(session.token)).toBe(200);
    expect((await scene.call(OPERATOR_TOKEN, 'GET', '/tenants')).status).toBe(200);
  });

  it('is refused if it differs in one character, is cut, or is longer', async () => {
    for (const valid of [key.token, session.token, OPERATOR_TOKEN]) {
      const last = valid.at(-1) === '0' ? '1' : '0';
      for (const wrong of [
        valid.slice(0, -1) + last,
        valid.slice(0, -1),
        `${valid}0`,
        valid.toUpperCase(),
        `x${valid}`,
        undefined,
      ]) {
        const answer = await scene.call(wrong, 'GET', '/imports');
        expect(answer.status).toBe(401);
        expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      }
    }
  });

  it('is refused for another tenant than its own', async () => {
    await scene.register('globex');
    expect(await statusOf(key.token.replace('acme', 'globex'))).toBe(401);
  });

  it('is refused at the end of its time, also while its item still exists', async () => {
    const { token } = await scene.newKey('acme', {
      validUntil: new Date(scene.now().getTime() + 60_000).toISOString(),
    });
    scene.pass(59_999);
    expect([await statusOf(session.token), await statusOf(token)]).toEqual([200, 200]);
    scene.pass(1);
    expect([await statusOf(session.token), await statusOf(token)]).toEqual([401, 401]);
  });

  it('is refused with 403 while its tenant is suspended or not registered', async () => {
    const stranger = await scene.newKey('globex');
    expect(await scene.call(stranger.token, 'GET', '/imports')).toMatchObject({
      status: 403,
      body: {
        type: 'urn:rollcall:problem:tenant-inactive',
        detail: expect.stringContaining('not registered'),
      },
    });
    const set = (status: string) =>
      scene.call(OPERATOR_TOKEN, 'PATCH', '/tenants/acme', { body: { status } });
    await set('suspended');
    for (const token of [key.token, session.token])
      expect(await scene.call(token, 'GET', '/imports')).toMatchObject({
        status: 403,
        body: { type: 'urn:rollcall:problem:tenant-inactive', detail: expect.stringContaining('suspended') },
      });
    expect(await statusOf(unknownKey(1))).toBe(401);
    await set('active');
    expect(await statusOf(key.token)).toBe(200);
  });

  it('may be a key whose hash is in the settings of the tenant, where they were stored before', async () => {
    const { text, entry } = createSettingsKey('acme', 'old', scene.now());
    await scene.tenants.write('acme', { ...NO_SETTINGS, apiKeys: [entry] }, 0);
    expect(await statusOf(text)).toBe(200);
    const { body } = await scene.call(text, 'POST', '/sessions', { body: {} });
    expect(await statusOf(body.token)).toBe(200);
    expect(await scene.call(key.token, 'DELETE', '/api-keys/settings:old')).toMatchObject({ status: 204 });
    expect([await statusOf(text), await statusOf(body.token)]).toEqual([401, 401]);
  });

  it('costs no more than 500 reads in a flood of invented tokens, which does not lock out those who are known', async () => {
    expect([await statusOf(key.token), await statusOf(session.token)]).toEqual([200, 200]);
    const before = scene.reads();
    const statuses = new Set<number>();
    for (let i = 0; i < 5000; i += 1) statuses.add(await statusOf(unknownKey(i)));
    expect(statuses).toEqual(new Set([401, 429]));
    expect(scene.reads() - before).toBeLessThanOrEqual(500);
    expect([await statusOf(key.token), await statusOf(session.token)]).toEqual([200, 200]);
    const other = await scene.newKey('acme');
    expect(await statusOf(other.token)).toBe(429);
    scene.pass(1000);
    expect(await statusOf(other.token)).toBe(200);
  });

  it('costs no more reads than its own rate allows, and a token that is no longer valid no more than an invented one', async () => {
    const flood = async (token: string) => {
      const before = scene.reads();
      for (let i = 0; i < 3000; i += 1) await statusOf(token);
      return scene.reads() - before;
    };
    expect(await flood(key.token)).toBeLessThanOrEqual(200 * 2);
    await scene.apiKeys.revoke('acme', key.id, scene.now());
    scene.pass(60_000);
    expect(await flood(key.token)).toBeLessThanOrEqual(100 + 1);
  });

  it('has the rate of its tenant, or that of the stage', async () => {
    await scene.register('globex');
    const slow = await scene.newKey('globex');
    await scene.call(OPERATOR_TOKEN, 'PATCH', '/tenants/globex', { body: { requestsPerSecond: 2 } });
    const passed = async (token: string) => {
      let count = 0;
      for (let i = 0; i < 300; i += 1) if ((await statusOf(token)) === 200) count += 1;
      return count;
    };
    scene.pass(60_000);
    // The first request only finds out the rate.
    expect(await passed(slow.token)).toBe(8);
    expect(await passed(key.token)).toBe(200);
    await scene.call(OPERATOR_TOKEN, 'PATCH', '/tenants/globex', { body: { requestsPerSecond: null } });
    scene.pass(60_000);
    // As before: the request that finds out the new rate.
    await statusOf(slow.token);
    scene.pass(60_000);
    expect(await passed(slow.token)).toBe(200);
  });

  it('has its use noted at most once in 10 minutes', async () => {
    const { token, id } = await scene.newKey('acme');
    const before = scene.uses();
    for (let i = 0; i < 20; i += 1) await statusOf(token);
    expect(scene.uses() - before).toBe(1);
    expect(scene.stored.keys.get(id)?.lastUsedAt).toBe(scene.now().toISOString());
    scene.pass(10 * 60_000);
    await statusOf(token);
    expect(scene.stored.keys.get(id)?.lastUsedAt).toBe(scene.now().toISOString());
  });
});
