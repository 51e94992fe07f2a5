import { describe, expect, it } from 'vitest';
import { createApiKey } from '../../../../lambdas/commands/edit-api-keys.ts';
import { registerTenant } from '../../../../lambdas/commands/register-tenant.ts';
import { ALL_RIGHTS, type WantedRights } from '../../../../lambdas/core/access/rights.ts';
import { CITY, GROUP, PHONE, REGULAR_MEMBERS } from '../../import-types/network.ts';
import { NOW } from '../../support/import-item.ts';
import { memoryAccess } from '../../support/memory-access.ts';
import { KEY, startApi } from './api.ts';
import { CSV, EVALUATE } from './requests.ts';

describe('a request', () => {
  it.each([
    ['no key', undefined],
    ['another scheme', `Basic ${KEY}`],
    ['no secret', 'Bearer rk_acme_'],
    ['a wrong secret', `Bearer rk_acme_${'f'.repeat(48)}`],
    ['a key of a tenant without keys', `Bearer rk_globex_${'f'.repeat(48)}`],
    ['a key of no possible tenant', `Bearer rk_../x_${'f'.repeat(48)}`],
    ['the hash in place of the key', `Bearer ${'f'.repeat(64)}`],
    ['the key of acme for another tenant', `Bearer ${KEY.replace('acme', 'globex')}`],
  ])('with %s is answered like any other without authorization', async (_, authorization) => {
    const { send } = startApi();
    const headers = authorization === undefined ? { authorization: '' } : { authorization };
    const { timestamp, ...answer } = await send({ path: EVALUATE, headers, body: '{}' });
    expect(timestamp).toBe('2026-11-21T10:00:00Z');
    expect(answer).toEqual({
      status: 401,
      success: false,
      message: 'Authorization is required: Bearer and an API key',
      errors: [
        { key: 'authorization', value: '', message: 'Authorization is required: Bearer and an API key' },
      ],
      object: {},
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-store',
        'www-authenticate': 'Bearer',
      },
    });
  });

  it.each([
    ['to another path', { path: '/' }, 404, ''],
    ['to another method', { path: '/api/v1/en_US/user/delete' }, 404, ''],
    ['by GET', { path: EVALUATE, method: 'GET' }, 405, ''],
    ['in a language without a country', { path: EVALUATE.replace('en_US', 'en') }, 400, 'locale'],
    ['in a malformed locale', { path: EVALUATE.replace('en_US', '..%2F') }, 400, 'locale'],
    [
      'in another format',
      { path: EVALUATE, headers: { 'content-type': 'text/csv' }, body: '{}' },
      415,
      'content-type',
    ],
    ['without a body', { path: EVALUATE }, 400, ''],
    ['that is no JSON', { path: EVALUATE, body: '{group' }, 400, ''],
  ])('is refused %s', async (_, request, status, key) => {
    const answer = await startApi().send(request);
    expect(answer).toMatchObject({ status, success: false, errors: [{ key }], object: {} });
  });

  it('is limited by the rights of its key, and by the status of its tenant', async () => {
    const access = memoryAccess();
    const { send } = startApi({ ports: access });
    const editor = { tenant: 'acme', actor: { kind: 'invocation', id: 'test' }, rights: ALL_RIGHTS } as const;
    const ports = { ...access, now: () => NOW };
    const statusOf = async (wanted: WantedRights) => {
      const name = `key ${access.stored.keys.size}`;
      const created = await createApiKey(ports, editor, { ...wanted, name });
      const authorization = `Bearer ${created.ok ? created.text : ''}`;
      return (await send({ path: EVALUATE, headers: { authorization }, body: '{}' })).status;
    };
    expect(await statusOf({})).toBe(400);
    expect(await statusOf({ permissions: ['imports:write'], importTypes: ['group-members'] })).toBe(400);
    expect(await statusOf({ permissions: ['imports:read'] })).toBe(403);
    expect(await statusOf({ importTypes: ['participants'] })).toBe(403);
    const createdBy = editor.actor;
    await registerTenant(access.registry, { name: 'acme', createdBy }, NOW);
    expect(await statusOf({})).toBe(400);
    await access.registry.change('acme', { status: 'suspended' }, NOW);
    expect(await statusOf({})).toBe(403);
  });

  it('costs a bounded number of reads in a flood of invented keys, and is told when to try again', async () => {
    const access = memoryAccess();
    const { send } = startApi({ ports: access });
    const statuses = new Set<number>();
    for (let i = 0; i < 2000; i += 1) {
      const authorization = `Bearer rk_acme_${i.toString(16).padStart(64, '0')}`;
      const { status, headers } = await send({ path: EVALUATE, headers: { authorization }, body: '{}' });
      statuses.add(status);
      if (status === 429) expect(Number(headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(statuses).toEqual(new Set([401, 429]));
    expect(access.reads()).toBeLessThanOrEqual(500);
  });

  it('is answered with the system error of the API when something fails, without details', async () => {
    const read = async () => {
      throw new Error('secret of ann@x.example');
    };
    const answer = await startApi({ ports: { tenants: { read } } }).evaluate({});
    expect(answer).toMatchObject({
      status: 500,
      success: false,
      errors: [{ key: '', value: '', message: 'System error occured' }],
      object: {},
    });
  });

  it('is answered with each invalid part of the body and its value', async () => {
    const { evaluate } = startApi();
    const answer = await evaluate({ group: 'x', roleId: 9, blocked: 'no', selectedFields: [PHONE, 7] });
    expect(answer.status).toBe(400);
    expect(answer.errors.map(({ key, value }) => [key, value])).toEqual([
      ['group', 'x'],
      ['roleId', '9'],
      ['blocked', 'no'],
      ['selectedFields[1]', '7'],
      ['csvPath', ''],
    ]);
  });

  it.each([
    ['an unknown group', { group: PHONE }, 'group', PHONE],
    ['an unknown selected field', { selectedFields: [CITY, GROUP] }, 'selectedFields[1]', GROUP],
  ])('cannot name %s', async (_, wrong, key, value) => {
    const answer = await startApi().evaluate({ ...REGULAR_MEMBERS, csvPath: CSV, ...wrong });
    expect(answer).toMatchObject({ status: 400, errors: [{ key, value }] });
    expect(answer.errors).toHaveLength(1);
  });
});
