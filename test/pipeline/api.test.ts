import { beforeAll, describe, expect, it } from 'vitest';
import { EXAMPLES } from '../../lambdas/api/examples.ts';
import { OPERATIONS } from '../../lambdas/api/operations.ts';
import { problemType } from '../../lambdas/api/problem.ts';
import type { Import } from '../../lambdas/contracts/import.ts';
import { PERMISSIONS_OF_ROLE, type Permission } from '../../lambdas/contracts/permissions.ts';
import {
  type Call,
  createApiTenant,
  createCall,
  newImport,
  signInAsOperator,
} from '../support/api-client.ts';
import { importFile, type JoinedCloud, joinSharedCloud } from '../support/test-cloud.ts';

const FILE = 'accountId,id,firstName,locale\nacme,ann,Ann,en_US\nacme,bob,Bob,english\n';

const isForImporters = (permission: Permission | undefined) =>
  permission === undefined || PERMISSIONS_OF_ROLE.importer.some((one) => one === permission);

type ApiTenant = Awaited<ReturnType<typeof createApiTenant>>;

describe('the API', () => {
  let test: JoinedCloud;
  let own: ApiTenant;
  let other: ApiTenant;
  let session: { readonly id: string; readonly token: string };
  let item: Import;
  let webhook: { readonly id: string };
  let delivery: { readonly id: string };

  beforeAll(async () => {
    test = await joinSharedCloud();
    [own, other] = await Promise.all([createApiTenant(test), createApiTenant(test)]);
    ({ item } = await importFile(test, FILE, {
      tenant: own.tenant,
      type: 'participants',
      requestId: 'mine',
    }));
    session = (await own.call('POST', '/sessions', { body: {} })).body;
    const url = 'https://hooks.example.com/';
    webhook = (await own.call('POST', '/webhooks', { body: { url, statuses: ['REJECTED'] } })).body;
    delivery = (await own.call('POST', `/webhooks/${webhook.id}/test`)).body;
  });

  /** The paths of the table with the ids of the tenant that owns them. */
  const pathOf = (path: string) =>
    path
      .replace(/^\/v1/, '')
      .replace('{importId}', item.importId)
      .replace('{place}', '1')
      .replace('{sessionId}', session.id)
      .replace('{keyId}', own.keyId)
      .replace('/tenants/{name}', `/tenants/${own.tenant}`)
      .replace('{webhookId}', webhook.id)
      .replace('{deliveryId}', delivery.id)
      .replace('{queue}', 'webhook-unsent')
      .replace('{messageId}', 'a-message')
      .replace('/files/{name}', '/files/results')
      .replace('/import-types/{name}', '/import-types/participants')
      .replace('{importType}', 'participants')
      .replace('{key}', 'acme/ann');

  const requestOf = ({ id, body }: (typeof OPERATIONS)[number]) =>
    body === undefined ? {} : { body: EXAMPLES[id]?.body };

  const operations = OPERATIONS.map((operation) => [operation.id, operation] as const);

  it.each(operations)('%s needs a bearer', async (_, operation) => {
    for (const token of [
      undefined,
      'rk_',
      `rk_${own.tenant}_${'0'.repeat(48)}`,
      `rk_${own.tenant}_${own.keyId.slice(4)}${'0'.repeat(48)}`,
      `rcs_${session.id}_${'0'.repeat(48)}`,
    ]) {
      const call = createCall(test, token);
      const answer = await call(operation.method, pathOf(operation.path), requestOf(operation));
      expect(answer).toMatchObject({
        status: 401,
        body: { type: problemType('unauthenticated'), status: 401 },
      });
      expect(answer.headers.get('www-authenticate')).toBe('Bearer');
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  const isOfOneTenant = ({ path, callers }: (typeof OPERATIONS)[number]) =>
    callers !== 'operator' && /\{(import|session|key|webhook)Id\}/.test(path);

  it.each(operations.filter(([, operation]) => isOfOneTenant(operation)))(
    "%s answers with another tenant's ids as if they did not exist",
    async (_, operation) => {
      const path = pathOf(operation.path);
      const foreign = await other.call(operation.method, path, requestOf(operation));
      const unknown = await other.call(
        operation.method,
        path.replace(/[0-9a-f]{4}(?=\/|$)/, 'ffff'),
        requestOf(operation),
      );
      expect(foreign).toMatchObject({ status: 404, body: { type: problemType('not-found') } });
      expect(Object.keys(unknown.body)).toEqual(Object.keys(foreign.body));
      expect(unknown.status).toBe(404);
    },
  );

  it.each(operations.filter(([, { permission }]) => !isForImporters(permission)))(
    '%s is not for the session of a browser',
    async (_, operation) => {
      const answer = await createCall(test, session.token)(
        operation.method,
        pathOf(operation.path),
        requestOf(operation),
      );
      expect(answer).toMatchObject({ status: 403, body: { type: problemType('forbidden') } });
    },
  );

  it('shows an import with its counts, issues by kind and files, and 304 while it does not change', async () => {
    const { status, body, headers } = await own.call('GET', `/imports/${item.importId}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: item.importId,
      importType: 'participants',
      status: 'COMPLETED_WITH_ERRORS',
      stage: 'ended',
      requestId: 'mine',
      counts: { records: 2, created: 1, failed: 1 },
      progress: { records: 2, recordsDone: 2 },
      issues: { groups: [{ severity: 'error', field: 'locale', count: 1, firstRecord: 2 }] },
    });
    expect(body.files.map(({ name }: { name: string }) => name)).toEqual([
      'results',
      'errors',
      'failed-records',
    ]);
    const { createdAt, uploadedAt, startedAt, inspectedAt, splitAt, importStartedAt } = body.timings;
    const { collectingStartedAt, endedAt, notifiedAt } = body.timings;
    const begin = [createdAt, uploadedAt, startedAt, inspectedAt, splitAt, importStartedAt];
    const times = [...begin, collectingStartedAt, endedAt, notifiedAt];
    expect(times.every((time) => typeof time === 'string')).toBe(true);
    expect(times).toEqual(times.toSorted());
    expect(body.timings.evaluatedAt).toBeUndefined();
    const etag = headers.get('etag') ?? '';
    const again = await own.call('GET', `/imports/${item.importId}`, { headers: { 'if-none-match': etag } });
    expect(again).toMatchObject({ status: 304, body: undefined });
  });

  it('checks the beginning of a file as its import does, as text and as bytes', async () => {
    const path = '/import-types/participants/check';
    const asText = await own.call('POST', path, { body: { fileName: 'users.csv', text: FILE } });
    expect(asText).toMatchObject({
      status: 200,
      body: {
        accepted: true,
        importType: 'participants',
        format: 'csv',
        encoding: 'utf-8',
        delimiter: ',',
        complete: true,
        checkedRecords: 2,
        issues: [{ recordNumber: 2, line: 3, severity: 'error', code: 'VALIDATION_FAILED', field: 'locale' }],
      },
    });
    const rows = FILE + 'acme,x,X,en_US\n'.repeat(17_000);
    const base64 = Buffer.from(rows)
      .subarray(0, 256 * 1024)
      .toString('base64');
    const body = { fileName: 'users.csv', bytes: rows.length + 1e6, base64 };
    const asBytes = await own.call('POST', path, { body });
    expect(asBytes).toMatchObject({ status: 200, body: { accepted: true, complete: false } });
    expect(asBytes.body.issues).toEqual(asText.body.issues);
    const renamed = FILE.replace('firstName', 'First Name');
    expect(await own.call('POST', path, { body: { fileName: 'users.csv', text: renamed } })).toMatchObject({
      status: 200,
      body: {
        accepted: false,
        rejection: { code: 'SIMILAR_COLUMNS' },
        suggestedMap: { 'First Name': 'firstName' },
      },
    });
  });

  it.each([
    ['without content', {}, '/text'],
    ['with two contents', { text: 'a', base64: 'YQ==' }, '/text'],
    ['with more content than the file has', { text: 'abc', bytes: 2 }, '/bytes'],
    ['with too much content', { text: 'a'.repeat(256 * 1024 + 1) }, '/text'],
  ])('refuses a check %s', async (_, more, pointer) => {
    const body = { fileName: 'users.csv', ...more };
    expect(await own.call('POST', '/import-types/participants/check', { body })).toMatchObject({
      status: 400,
      body: { errors: [{ in: 'body', pointer }] },
    });
  });

  it('lists the issues of an import one by one, with the numbers of the check before it', async () => {
    const path = `/imports/${item.importId}/issues`;
    const { status, body } = await own.call('GET', path);
    expect(status).toBe(200);
    const checked = { body: { fileName: 'users.csv', text: FILE } };
    const { body: check } = await own.call('POST', '/import-types/participants/check', checked);
    expect(body).toEqual({ issues: check.issues, complete: true });
    expect(body.issues).toHaveLength(1);
    expect((await own.call('GET', `${path}?code=CONFLICT`)).body).toEqual({ issues: [], complete: true });
    expect((await own.call('GET', `${path}?field=locale&severity=error&limit=1`)).body).toEqual(body);
    expect(await own.call('GET', `${path}?cursor=file-00000000-10`)).toMatchObject({
      status: 409,
      body: { code: 'CursorOutdated' },
    });
  });

  it('lists records by outcome and issue, and shows one of them as it was sent', async () => {
    const path = `/imports/${item.importId}/records`;
    const { status, body } = await own.call('GET', path);
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        of: 'import',
        complete: true,
        records: [
          { recordNumber: 1, place: 1, line: 2, outcome: 'created', user: 'acme/ann', issues: [] },
          {
            recordNumber: 2,
            line: 3,
            outcome: 'failed',
            key: { accountId: 'acme', id: 'bob' },
            issues: [{ severity: 'error', code: 'VALIDATION_FAILED', field: 'locale' }],
          },
        ],
      },
    });
    const [first, second] = body.records;
    expect((await own.call('GET', `${path}?outcome=failed&field=locale`)).body.records).toEqual([second]);
    expect((await own.call('GET', `${path}?code=CONFLICT`)).body.records).toEqual([]);
    const page = (await own.call('GET', `${path}?limit=1`)).body;
    expect(page.records).toEqual([first]);
    expect((await own.call('GET', `${path}?cursor=${page.next}`)).body.records).toEqual([second]);
    expect(await own.call('GET', `${path}/2`)).toMatchObject({
      status: 200,
      body: {
        ...second,
        sent: {
          text: 'acme,bob,Bob,english',
          values: [
            { column: 'accountId', value: 'acme' },
            { value: 'bob' },
            { value: 'Bob' },
            { value: 'english' },
          ],
        },
      },
    });
    expect(await own.call('GET', `${path}/3`)).toMatchObject({ status: 404 });
  });

  it('lists what an evaluated import would change, field by field', async () => {
    const { item: evaluated } = await importFile(test, FILE.replace('Ann', 'Anna').replace('bob', 'carl'), {
      tenant: own.tenant,
      type: 'participants',
      metadata: { purpose: 'evaluate' },
    });
    const path = `/imports/${evaluated.importId}/records`;
    expect((await own.call('GET', path)).body).toMatchObject({
      of: 'evaluation',
      complete: true,
      records: [
        { outcome: 'updated', changes: [{ field: 'firstName', from: '"Ann"', to: '"Anna"' }] },
        { outcome: 'failed' },
      ],
    });
    expect((await own.call('GET', `${path}/1`)).body).toMatchObject({
      place: 1,
      evaluation: { outcome: 'updated', changes: [{ field: 'firstName' }] },
      sent: { text: 'acme,ann,Anna,en_US' },
    });
    expect((await own.call('GET', `${path}?of=import`)).body).toMatchObject({ of: 'import', records: [] });
  });

  it('shows operators the imports of all tenants, and nothing of their files', async () => {
    const operator = createCall(test, await signInAsOperator(test));
    const list = await operator('GET', `/stage/imports?tenant=${own.tenant}&status=${item.status}`);
    const shown = { id: item.importId, tenant: own.tenant, counts: { records: 2, failed: 1 } };
    expect(list).toMatchObject({ status: 200, body: { imports: [shown] } });
    const one = await operator('GET', `/stage/imports/${item.importId}`);
    expect(one).toMatchObject({
      status: 200,
      body: {
        ...shown,
        stage: 'ended',
        timings: { endedAt: expect.any(String) },
        execution: {
          arn: item.executionArn,
          status: 'SUCCEEDED',
          consoleUrl: expect.stringMatching(/^https:\/\/.*console\.aws\.amazon\.com\/states/),
        },
      },
    });
    expect(JSON.stringify([list.body, one.body])).not.toContain(item.fileName);
    const { body } = await operator('GET', `/stage/activity?tenant=${own.tenant}`);
    expect(body).toMatchObject({ complete: true });
    const ended = body.hours.reduce(
      (sum: number, hour: { ended: Record<string, number> }) => sum + (hour.ended[item.status] ?? 0),
      0,
    );
    expect(ended).toBe(1);
    expect(await operator('GET', '/stage/open-imports?limit=1')).toMatchObject({ status: 200 });
    expect(await operator('GET', '/stage/activity?from=2020-01-01T00:00:00Z')).toMatchObject({ status: 400 });
  });

  it('redirects to each file, which is saved under a name of its own', async () => {
    const { body } = await own.call('GET', `/imports/${item.importId}`);
    for (const { name, bytes } of body.files) {
      const answer = await own.call('GET', `/imports/${item.importId}/files/${name}`);
      expect(answer.status).toBe(302);
      const file = await fetch(answer.headers.get('location') ?? '');
      expect(file.headers.get('content-disposition')).toMatch(
        new RegExp(`^attachment; filename="[^"]*-${name}.csv"`),
      );
      expect((await file.arrayBuffer()).byteLength).toBe(bytes);
    }
    expect(await own.call('GET', `/imports/${item.importId}/files/preview`)).toMatchObject({ status: 404 });
  });

  it('lists imports page by page, by status, type, time and request id', async () => {
    const tenant = await createApiTenant(test);
    const ids: string[] = [];
    for (let number = 0; number < 5; number += 1) {
      const file = number === 2 ? 'name\nx\n' : FILE.replaceAll('ann', `ann${number}`);
      const { item: one } = await importFile(test, file, { tenant: tenant.tenant, type: 'participants' });
      ids.push(one.importId);
    }
    const list = async (query: string): Promise<string[]> => {
      const { body } = await tenant.call('GET', `/imports?${query}`);
      const page = body.imports.map(({ id }: { id: string }) => id);
      return body.next === undefined ? page : [...page, ...(await list(`${query}&cursor=${body.next}`))];
    };
    const newest = ids.toSorted().reverse();
    expect(await list('limit=2')).toEqual(newest);
    expect(await list('limit=1&status=REJECTED')).toEqual([ids[2]]);
    expect(await list('type=participants')).toHaveLength(5);
    expect(await list('type=workspace-users')).toEqual([]);
    expect(await list(`to=2020-01-01T00:00:00Z`)).toEqual([]);
    expect(await list(`from=2020-01-01T00:00:00Z`)).toEqual(newest);
    const { body } = await own.call('GET', '/imports?requestId=mine');
    expect(body.imports).toMatchObject([{ id: item.importId }]);
    expect(await tenant.call('GET', '/imports?state=REJECTED')).toMatchObject({
      status: 400,
      body: { errors: [{ in: 'query', pointer: 'state' }] },
    });
  });

  it('refuses a command that the status does not allow, and says why', async () => {
    for (const command of ['confirm', 'cancel', 'resume'])
      expect(await own.call('POST', `/imports/${item.importId}/${command}`)).toMatchObject({
        status: 409,
        body: { type: problemType('conflict'), detail: expect.stringContaining('COMPLETED_WITH_ERRORS') },
      });
  });

  describe('a session', () => {
    const open = async (body: object): Promise<{ call: Call; id: string }> => {
      const { body: opened } = await own.call('POST', '/sessions', { body });
      return { call: createCall(test, opened.token), id: opened.id };
    };

    it('sees the imports that it or its person has created, and no other', async () => {
      const { call } = await open({ person: 'ann' });
      expect(await call('GET', `/imports/${item.importId}`)).toMatchObject({ status: 404 });
      const { id } = (await call('POST', '/imports', { body: newImport(1) })).body;
      const sees = async (one: Call) => (await one('GET', `/imports/${id}`)).status === 200;
      const others = await Promise.all([open({ person: 'ann' }), open({ person: 'bob' }), open({})]);
      expect(await Promise.all([call, ...others.map((one) => one.call), own.call].map(sees))).toEqual([
        true,
        true,
        false,
        false,
        true,
      ]);
    });

    it('is limited to its import types', async () => {
      const { call } = await open({ importTypes: ['workspace-users'] });
      expect(await call('POST', '/imports', { body: newImport(1) })).toMatchObject({ status: 400 });
      const { body } = await call('GET', '/import-types');
      expect(body.importTypes).toMatchObject([{ name: 'workspace-users' }]);
      expect(await call('GET', '/import-types/participants')).toMatchObject({ status: 404 });
    });

    it('ends when it is revoked', async () => {
      const { call, id } = await open({});
      expect(await call('GET', '/imports')).toMatchObject({ status: 200 });
      expect(await own.call('DELETE', `/sessions/${id}`)).toMatchObject({ status: 204 });
      expect(await call('GET', '/imports')).toMatchObject({ status: 401 });
    });

    it.each([
      ['an import type that does not exist', { importTypes: ['people'] }, '/importTypes'],
      ['a longer time than an hour', { minutes: 61 }, '/minutes'],
      ['a field that does not exist', { minute: 5 }, '/minute'],
    ])('is refused for %s', async (_, body, pointer) => {
      const answer = await own.call('POST', '/sessions', { body });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ in: 'body', pointer }] } });
    });
  });

  describe('users', () => {
    const put = (user: object, options = {}) =>
      own.call('PUT', '/users/participants', { body: { user, options } });

    it('are written one by one as an import would, found by their key, and erased', async () => {
      const dee = { accountId: 'acme', id: 'dee/1', firstName: 'Dee', referralCodes: { p: 'DEE' } };
      const created = await put(dee);
      expect(created).toMatchObject({
        status: 200,
        body: { outcome: 'created', key: expect.stringMatching(/^~/), user: dee, warnings: [] },
      });
      expect((await put(dee)).body.outcome).toBe('unchanged');
      const path = `/users/participants/${created.body.key}`;
      expect(await own.call('GET', path)).toMatchObject({ status: 200, body: { user: dee } });
      expect(await other.call('GET', path)).toMatchObject({ status: 404 });
      expect(await other.call('DELETE', path)).toMatchObject({ status: 200, body: { existed: false } });
      expect(await own.call('DELETE', path)).toMatchObject({
        status: 200,
        body: { existed: true, createdAgain: false, openImports: expect.any(Array) },
      });
      expect(await own.call('GET', path)).toMatchObject({ status: 404 });
      expect(await own.call('DELETE', path)).toMatchObject({ status: 200, body: { existed: false } });
      // The code is free again.
      expect(await put({ ...dee, id: 'eve' })).toMatchObject({
        body: { outcome: 'created', key: 'acme/eve' },
      });
    });

    it('of an import are found by key parts in the path, with other keys not at all', async () => {
      expect(await own.call('GET', '/users/participants/acme/ann')).toMatchObject({
        body: { key: 'acme/ann', user: { firstName: 'Ann' } },
      });
      for (const key of ['acme', 'acme/ann/1', 'acme/bob', '~x'])
        expect(await own.call('GET', `/users/participants/${key}`)).toMatchObject({ status: 404 });
      expect(await own.call('GET', '/users/people/acme/ann')).toMatchObject({ status: 404 });
    });

    it('are refused with the errors of an import', async () => {
      expect(await put({ accountId: 'acme', id: 'fay', locale: 'english' })).toMatchObject({
        status: 422,
        body: {
          type: problemType('user-refused'),
          errors: [
            {
              in: 'body',
              pointer: '/user/locale',
              code: 'VALIDATION_FAILED',
              detail:
                'locale must be a locale such as en_US or en, found "english", the name of a language; write en',
            },
          ],
        },
      });
      expect(await put({ accountId: 'acme', id: 'ann' }, { mode: 'create-only' })).toMatchObject({
        status: 422,
        body: { errors: [{ pointer: '/user', code: 'CONFLICT' }] },
      });
    });
  });

  it('lists who did what in the audit trail, page by page, also of functions that are invoked directly', async () => {
    const { tenant, call, keyId } = await createApiTenant(test);
    const { id } = (await call('POST', '/sessions', { body: {} })).body;
    await call('PUT', '/users/participants', { body: { user: { accountId: 'acme', id: 'zoe.miller' } } });
    await call('DELETE', `/sessions/${id}`);
    const list = async (query: string): Promise<readonly { operation: string; subject: object }[]> => {
      const { body } = await call('GET', `/audit?${query}`);
      return body.next === undefined
        ? body.entries
        : [...body.entries, ...(await list(`${query}&cursor=${encodeURIComponent(body.next)}`))];
    };
    const entries = await list('limit=2');
    expect(entries.map(({ operation }) => operation)).toEqual([
      'revokeSession',
      'putUser',
      'createSession',
      'createApiKey',
    ]);
    expect(entries).toMatchObject([
      { by: { kind: 'api-key', id: keyId }, subject: { sessionId: id } },
      { subject: { importType: 'participants', keyHash: expect.stringMatching(/^[0-9a-f]{24}$/) } },
      { subject: { id } },
      { by: { kind: 'invocation' } },
    ]);
    expect(JSON.stringify(entries)).not.toContain('miller');
    expect((await list('operation=putUser&limit=2')).map(({ operation }) => operation)).toEqual(['putUser']);
    expect(await list(`operation=putUser&importId=imp_${'0'.repeat(26)}`)).toEqual([]);
    expect(await list('to=2020-01-01T00:00:00Z')).toEqual([]);
    expect(await list('from=2020-01-01T00:00:00Z')).toEqual(entries);
    expect(tenant).not.toBe(own.tenant);
    expect(JSON.stringify(await own.call('GET', '/audit'))).not.toContain(id);
  });

  it.each([
    ['a path that does not exist', 'GET', '/nothing', {}, 404, 'not-found'],
    ['an id that cannot exist', 'GET', '/imports/..%2f..', {}, 404, 'not-found'],
    ['another method', 'PATCH', '/imports', {}, 405, 'method-not-allowed'],
    ['a body that is not JSON', 'POST', '/sessions', { body: '{' }, 400, 'invalid-request'],
    [
      'a form',
      'POST',
      '/sessions',
      { body: 'a=1', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'unsupported-media-type',
    ],
    [
      'a body that is too large',
      'POST',
      '/sessions',
      { body: { person: 'x'.repeat(300_000) } },
      413,
      'too-large',
    ],
  ] as const)('answers %s with a problem', async (_, method, path, request, status, kind) => {
    const answer = await own.call(method, path, request);
    expect(answer).toMatchObject({
      status,
      body: { status, type: problemType(kind), requestId: expect.any(String) },
    });
    if (status === 405) expect(answer.headers.get('allow')).toBe('POST, GET');
  });

  it('serves its OpenAPI document to everyone', async () => {
    const { status, body } = await createCall(test)('GET', '/openapi.json');
    expect(status).toBe(200);
    expect(body.openapi).toBe('3.1.0');
    const documented = Object.entries<object>(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.sort()).toEqual(OPERATIONS.map(({ method, path }) => `${method} ${path}`).sort());
  });
});
