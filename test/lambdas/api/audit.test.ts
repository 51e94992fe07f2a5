import { expect, it } from 'vitest';
import type { Operation } from '../../../lambdas/api/operation.ts';
import { OPERATIONS } from '../../../lambdas/api/operations.ts';
import type { ApiPorts } from '../../../lambdas/api/ports.ts';
import { Problem } from '../../../lambdas/api/problem.ts';
import { createApi } from '../../../lambdas/api/router.ts';
import { audited, createAudit } from '../../../lambdas/commands/audit.ts';
import { editedSettings } from '../../../lambdas/commands/edit-tenant.ts';
import { type AuditEntry, AuditEntrySchema, STAGE_TRAIL } from '../../../lambdas/contracts/audit.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { PERMISSIONS_OF_ROLE } from '../../../lambdas/contracts/permissions.ts';
import type { TenantEdit } from '../../../lambdas/contracts/tenant-commands.ts';
import { createSettingsKey } from '../../support/settings-key.ts';
import { ANY_TENANT } from '../support/memory-access.ts';
import { RUNTIME } from '../support/memory-ports.ts';
import { apiScene, OPERATOR_TOKEN } from './api-scene.ts';

const NOW = new Date('2026-11-28T10:00:00.000Z');
const KEY = createSettingsKey('acme', 'backend', NOW);

/** A trail in memory, and the log lines. */
function memoryTrail() {
  const entries: AuditEntry[] = [];
  const ofStage: AuditEntry[] = [];
  const lines: string[] = [];
  const expiries: Date[] = [];
  const note = (message: string, facts?: object) => void lines.push(JSON.stringify({ message, ...facts }));
  return {
    entries,
    ofStage,
    lines,
    expiries,
    logger: { info: note, warn: note, error: note },
    audit: createAudit({
      retentionDays: 90,
      now: () => NOW,
      trail: {
        append: async (tenant, entry, expiresAt) => {
          (tenant === STAGE_TRAIL ? ofStage : entries).push(AuditEntrySchema.parse(entry));
          expiries.push(expiresAt);
        },
        hashKey: async (tenant) => Buffer.from(`secret of ${tenant}`),
      },
    }),
  };
}

/** The operation with its method, path and permission, but a behaviour of the test. */
function call(operation: Operation, run: Operation['run']) {
  const trail = memoryTrail();
  const { id, method, path, tag, summary, permission, status, params, callers = 'tenant' } = operation;
  const ports = {
    tenants: { read: async () => ({ ...NO_SETTINGS, apiKeys: [KEY.entry] }) },
    ...ANY_TENANT,
    requestsPerSecond: 50,
    verifyOperator: async () => ({
      kind: 'operator',
      id: 'olivia',
      permissions: PERMISSIONS_OF_ROLE.operator,
    }),
    audit: trail.audit,
    now: () => NOW,
  } as unknown as ApiPorts;
  const stub: Operation = {
    id,
    method,
    path,
    tag,
    summary,
    ...(permission && { permission }),
    status,
    callers,
    run,
    ...(params && { params }),
  };
  const api = createApi([stub], ports);
  const url = `https://api.example.com${path.replaceAll(/\{\w+\}/g, (name) => VALUES[name] ?? 'x')}`;
  const token = callers === 'operator' ? OPERATOR_TOKEN : KEY.text;
  const request = new Request(url, { method, headers: { authorization: `Bearer ${token}` } });
  return { trail, response: api(request, { requestId: 'r-1', logger: trail.logger }) };
}

const VALUES: Readonly<Record<string, string>> = {
  '{place}': '1',
  '{importId}': `imp_${'0'.repeat(26)}`,
  '{sessionId}': '0'.repeat(24),
  '{keyId}': `key_${'0'.repeat(16)}`,
  '{erasureId}': `ers_${'0'.repeat(24)}`,
  '{webhookId}': `whk_${'0'.repeat(24)}`,
  '{deliveryId}': `evt_${'0'.repeat(26)}`,
  '{queue}': 'webhook-unsent',
  '{messageId}': 'a-message',
  '{name}': 'results',
  '{importType}': 'participants',
  '{key}': 'acme/ann.smith',
};

const operations = OPERATIONS.map((operation) => [operation.id, operation] as const);

it.each(operations)('%s is in the audit trail once, unless it only reads', async (id, operation) => {
  const { trail, response } = call(operation, async () => ({ body: undefined, tenant: 'acme' }));
  expect((await response).status).toBe(operation.status);
  const reads = operation.method === 'GET' && operation.status !== 302;
  expect(trail.entries.map(({ operation }) => operation)).toEqual(reads ? [] : [id]);
  expect(trail.lines.filter((line) => line.includes('"message":"audit"'))).toHaveLength(reads ? 0 : 1);
});

it.each(operations)(
  '%s is in the trail of the stage as well, if an operator did it',
  async (id, operation) => {
    const { trail, response } = call(operation, async () => ({ body: undefined, tenant: 'acme' }));
    await response;
    const isOfOperator = operation.callers === 'operator' && trail.entries.length > 0;
    expect(trail.ofStage).toEqual(
      isOfOperator
        ? [{ ...trail.entries[0], subject: { ...trail.entries[0]?.subject, tenant: 'acme' } }]
        : [],
    );
    expect(trail.ofStage.every(({ operation }) => operation === id)).toBe(true);
  },
);

it.each([
  ['an operator', 'operator', {}, true],
  ['an administrator who invokes a function about a tenant', 'invocation', {}, true],
  ['a program that invokes a function about an import', 'invocation', { importId: 'imp_1' }, false],
  ['an API key', 'api-key', {}, false],
  ['a session', 'session', {}, false],
] as const)('the trail of the stage has what %s did: %s, %j, %s', async (_, kind, subject, isThere) => {
  const { audit, logger, entries, ofStage } = memoryTrail();
  const act = { tenant: 'acme', operation: 'changeTenant', by: { kind, id: 'one' }, requestId: 'r-1' };
  await audit({ ...act, subject, personal: { key: 'ann.smith' } }, { logger });
  expect(entries).toHaveLength(1);
  expect(ofStage.map((entry) => entry.subject)).toEqual(isThere ? [{ tenant: 'acme' }] : []);
});

/** A change of each operation that changes a part of something, and what the trail says of it. */
const CHANGES: Readonly<
  Record<string, (scene: ReturnType<typeof apiScene>, token: string) => Promise<string>>
> = {
  async patchTenant({ call }, token) {
    const settings = { notify: ['secret@acme.example'], limits: { openImports: 7 }, groups: [] };
    await call(token, 'PATCH', '/tenant', { headers: { 'if-match': '*' }, body: { settings } });
    return 'notify, limits.openImports';
  },
  async rememberColumns({ call }, token) {
    const body = { columns: { Secret: 'email', secret: null } };
    await call(token, 'PATCH', '/import-types/participants/columns', { body });
    return 'columns';
  },
  async changeTenant({ call }) {
    const body = { status: 'suspended', requestsPerSecond: null };
    await call(OPERATOR_TOKEN, 'PATCH', '/tenants/acme', { body });
    return 'status=suspended, requestsPerSecond=default';
  },
  async changeWebhook({ call }, token) {
    const url = 'https://example.com/secret';
    const { body } = await call(token, 'POST', '/webhooks', { body: { url } });
    await call(token, 'PATCH', `/webhooks/${body.id}`, { body: { url: `${url}-2`, enabled: false } });
    return 'url, enabled';
  },
};

it.each(OPERATIONS.filter(({ method }) => method === 'PATCH').map(({ id }) => id))(
  '%s names what it has changed, without secret values',
  async (id) => {
    const scene = apiScene();
    await scene.register('acme');
    const { token } = await scene.newKey('acme');
    const changed = await CHANGES[id]?.(scene, token);
    expect(scene.acts.at(-1)).toMatchObject({ operation: id, subject: { changed } });
    expect(JSON.stringify(scene.acts)).not.toMatch(/secret/i);
  },
);

it('of settings that are edited by a function names them as well', () => {
  const edits: TenantEdit[] = [
    { edit: 'add', list: 'groups', entry: 'secret' },
    { edit: 'remove', list: 'groups', key: 'secret' },
    { edit: 'limit', name: 'openImports', value: 7 },
  ];
  expect(editedSettings({ edits })).toEqual(['groups', 'limits.openImports']);
  expect(editedSettings({ edits: [{ edit: 'replace', settings: {} }] })).toEqual(['all settings']);
});

it.each(operations)('%s is not in the audit trail if it is refused', async (_, operation) => {
  const { trail, response } = call(operation, async () => {
    throw new Problem('conflict', 'no');
  });
  expect((await response).status).toBe(409);
  expect(trail.entries).toEqual([]);
});

it('has who, what and when, until the retention is over, and neither keys of users nor secrets', async () => {
  const operation = OPERATIONS.find(({ id }) => id === 'deleteUser') as Operation;
  const { trail, response } = call(operation, async () => ({ body: undefined }));
  await response;
  expect(trail.entries).toEqual([
    {
      at: NOW.toISOString(),
      operation: 'deleteUser',
      by: { kind: 'api-key', id: 'settings:backend' },
      subject: { importType: 'participants', keyHash: expect.stringMatching(/^[0-9a-f]{24}$/) },
      requestId: 'r-1',
    },
  ]);
  expect(trail.expiries).toEqual([new Date('2027-02-26T10:00:00.000Z')]);
  const everything = JSON.stringify([trail.entries, trail.lines]);
  expect(everything).not.toContain('smith');
  expect(everything).not.toContain(KEY.text);
  expect(everything).not.toContain(KEY.entry.sha256);
});

it('names what was created', async () => {
  const operation = OPERATIONS.find(({ id }) => id === 'createSession') as Operation;
  const { trail, response } = call(operation, async () => ({ body: { id: 'abc', token: 'rcs_secret' } }));
  await response;
  expect(trail.entries).toMatchObject([{ operation: 'createSession', subject: { id: 'abc' } }]);
  expect(JSON.stringify([trail.entries, trail.lines])).not.toContain('rcs_secret');
});

it('has one hash for a user, however a path or a body spells its key', async () => {
  const scene = apiScene();
  await scene.register('acme');
  const { token } = await scene.newKey('acme');
  const user = { accountId: 'acme', id: 'ann@example.com' };
  const path = '/users/participants';
  const calls = [
    await scene.call(token, 'PUT', path, { body: { user } }),
    await scene.call(token, 'DELETE', `${path}/acme/ann%40example.com`),
    await scene.call(token, 'DELETE', `${path}/acme/ann@example.com`),
    await scene.call(
      token,
      'DELETE',
      `${path}/~${Buffer.from('["acme","ann@example.com"]').toString('base64url')}`,
    ),
  ];
  expect(calls.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const { key } = calls[0]?.body ?? {};
  const ofUser = { subject: { importType: 'participants' }, personal: { key } };
  expect(scene.acts.slice(-4)).toMatchObject([ofUser, ofUser, ofUser, ofUser]);
});

it('hashes the same value of two tenants differently', async () => {
  const { audit, entries } = memoryTrail();
  const act = {
    operation: 'deleteUser',
    by: { kind: 'api-key', id: 'k' },
    subject: {},
    requestId: 'r',
  } as const;
  for (const tenant of ['acme', 'other', 'acme'])
    await audit({ ...act, tenant, personal: { key: 'ann' } }, RUNTIME);
  const [acme, other, again] = entries.map(({ subject }) => subject.keyHash);
  expect(acme).toBe(again);
  expect(acme).not.toBe(other);
});

it('has a command of a function that is invoked directly, if something was done', async () => {
  const { audit, entries } = memoryTrail();
  const create = audited(
    'cancelImport',
    () =>
      async ({ importId }: { tenant: string; importId: string }) =>
        importId === 'imp_1',
    (isDone) => isDone,
    () => ['one', 'two'],
  );
  const cancel = create({ audit });
  expect(await cancel({ tenant: 'acme', importId: 'imp_1' }, RUNTIME)).toBe(true);
  expect(await cancel({ tenant: 'acme', importId: 'imp_2' }, RUNTIME)).toBe(false);
  expect(entries).toMatchObject([
    {
      operation: 'cancelImport',
      by: { kind: 'invocation', id: 'first' },
      subject: { importId: 'imp_1', changed: 'one, two' },
    },
  ]);
});
