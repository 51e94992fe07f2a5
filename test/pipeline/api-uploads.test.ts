import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { readImport } from '../../cli/imports/import-progress.ts';
import { problemType } from '../../lambdas/api/problem.ts';
import { type Call, createApiTenant, createCall, editTenant, newImport } from '../support/api-client.ts';
import { importFile, type JoinedCloud, joinSharedCloud } from '../support/test-cloud.ts';

const FILE = 'accountId,id,firstName,locale\nacme,ann,Ann,en_US\nacme,bob,Bob,english\n';

const STAMP = '20180321110559';
const DATA_NAME = `user_feed_data_${STAMP}.json`;
const HEADER_FILE = { fileName: `user_feed_header_${STAMP}.json`, bytes: 1 };

const PAIR_HEADER = [
  { column_name: 'id', data_type: 'text', is_nullable: 'NO' },
  { column_name: 'firstName', data_type: 'text', is_nullable: 'YES' },
];

/** Sends the form of an upload as a browser does. `changes` replaces fields; undefined leaves one out. */
async function sendForm(
  { url, fields }: { readonly url: string; readonly fields: Record<string, string> },
  content: string,
  changes: Record<string, string | undefined> = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, ...changes }))
    if (value !== undefined) form.set(name, value);
  form.set('file', new Blob([content]), 'file');
  const response = await fetch(url, { method: 'POST', body: form });
  return { status: response.status, text: await response.text() };
}

describe('an import that the API creates', () => {
  let test: JoinedCloud;
  let own: Awaited<ReturnType<typeof createApiTenant>>;

  beforeAll(async () => {
    test = await joinSharedCloud();
    own = await createApiTenant(test);
    await importFile(test, FILE, { tenant: own.tenant, type: 'participants' });
  });

  /** Repeats the request until the import has ended and its e-mail is sent. */
  async function follow(call: Call, id: string) {
    for (;;) {
      const { body } = await call('GET', `/imports/${id}`);
      if (body.stage === 'ended') return body;
    }
  }

  it('creates an import, whose file a browser uploads, and imports it with the options of the request', async () => {
    const request = newImport(FILE.length, {
      options: { mode: 'create-only', maxFailed: '5' },
      requestId: 'from-the-api',
    });
    const created = await own.call('POST', '/imports', { body: request });
    expect(created).toMatchObject({
      status: 201,
      body: { status: 'AWAITING_UPLOAD', upload: { method: 'POST' } },
    });
    const { id, upload } = created.body;
    expect(await own.call('GET', `/imports/${id}`)).toMatchObject({ body: { stage: 'uploading' } });
    expect(await sendForm(upload, FILE)).toMatchObject({ status: 204 });
    const ended = await follow(own.call, id);
    // The user exists since the first import.
    expect(ended).toMatchObject({
      id,
      requestId: 'from-the-api',
      fileName: 'users.csv',
      status: 'COMPLETED_WITH_ERRORS',
      counts: { records: 2, failed: 2 },
    });
    const { options } = await readImport(test.clients, id);
    expect(options).toMatchObject({ mode: 'create-only', errorBudget: { records: 5 } });
  });

  it('accepts a second file for the same form as an import of its own', async () => {
    const tenant = await createApiTenant(test);
    const file = 'accountId,id\na,1\n';
    const { body } = await tenant.call('POST', '/imports', { body: newImport(file.length) });
    await sendForm(body.upload, file);
    expect(await follow(tenant.call, body.id)).toMatchObject({ status: 'COMPLETED' });
    await sendForm(body.upload, file.replace('1', '2'));
    let imports: readonly { readonly id: string }[] = [];
    while (imports.length < 2) ({ imports } = (await tenant.call('GET', '/imports')).body);
    const [second] = imports.filter(({ id }) => id !== body.id);
    expect(await follow(tenant.call, second?.id ?? '')).toMatchObject({ counts: { created: 1 } });
  });

  it.each([
    ['data', 'header'],
    ['header', 'data'],
  ] as const)('of a pair is one import, if the %s file arrives before the %s file', async (...order) => {
    const tenant = await createApiTenant(test);
    const files = {
      data: '[{"id":"1","firstName":"Ann"}]',
      header: JSON.stringify(PAIR_HEADER),
    };
    const pair = { importType: 'user-feed', fileName: DATA_NAME, requestId: 'the pair' };
    const header = { ...HEADER_FILE, bytes: files.header.length };
    const body = newImport(files.data.length, { ...pair, header, options: { purpose: 'import' } });
    const { body: created } = await tenant.call('POST', '/imports', { body });
    const forms = { data: created.upload, header: created.headerUpload };
    for (const half of order) {
      expect(await tenant.call('GET', `/imports/${created.id}`)).toMatchObject({
        body: { status: 'AWAITING_UPLOAD' },
      });
      expect(await sendForm(forms[half], files[half])).toMatchObject({ status: 204 });
    }
    expect(await follow(tenant.call, created.id)).toMatchObject({
      id: created.id,
      requestId: 'the pair',
      fileName: DATA_NAME,
      status: 'COMPLETED',
      counts: { created: 1 },
    });
    expect((await tenant.call('GET', '/imports')).body.imports).toHaveLength(1);
  });

  it.each([
    ['a larger file', `${FILE}x`, {}, 400, 'EntityTooLarge'],
    ['a smaller file', FILE.slice(1), {}, 400, 'EntityTooSmall'],
    ['another key', FILE, { key: 'partners/other/participants/x/users.csv' }, 403, 'AccessDenied'],
    ['other options', FILE, { 'x-amz-meta-rollcall-mode': 'upsert' }, 403, 'AccessDenied'],
    [
      'options that the form has not',
      FILE,
      { 'x-amz-meta-rollcall-notify': 'a@example.com' },
      403,
      'AccessDenied',
    ],
    ['another content type', FILE, { 'Content-Type': 'text/html' }, 403, 'AccessDenied'],
    ['another policy', FILE, { Policy: 'e30=' }, 403, 'SignatureDoesNotMatch'],
    ['no policy', FILE, { Policy: undefined }, 403, 'AccessDenied'],
    ['another signature', FILE, { 'X-Amz-Signature': '0'.repeat(64) }, 403, 'SignatureDoesNotMatch'],
  ] as const)('gives a form that cannot upload %s', async (_, content, changes, status, code) => {
    const request = newImport(FILE.length, { options: { mode: 'create-only' } });
    const { body } = await own.call('POST', '/imports', { body: request });
    const answer = await sendForm(body.upload, content, changes);
    expect(answer).toMatchObject({ status, text: expect.stringContaining(`<Code>${code}</Code>`) });
    expect(await own.call('GET', `/imports/${body.id}`)).toMatchObject({
      body: { status: 'AWAITING_UPLOAD' },
    });
  });

  it.each([
    ['an unknown type', { importType: 'people' }, '/importType'],
    ['a type of two files without the second one', { importType: 'user-feed' }, '/header'],
    ['a type of one file with two', { header: HEADER_FILE }, '/header'],
    [
      'a pair whose data file has another name',
      { importType: 'user-feed', header: HEADER_FILE },
      '/fileName',
    ],
    [
      'a pair of two times',
      { importType: 'user-feed', fileName: 'user_feed_data_20180321110558.json', header: HEADER_FILE },
      '/header/fileName',
    ],
    [
      'a pair whose header is a data file',
      {
        importType: 'user-feed',
        fileName: DATA_NAME,
        header: { ...HEADER_FILE, fileName: DATA_NAME },
      },
      '/header/fileName',
    ],
    [
      'a pair whose header is too large for a form',
      { importType: 'user-feed', fileName: DATA_NAME, header: { ...HEADER_FILE, bytes: 101 * 1024 ** 2 } },
      '/header/bytes',
    ],
    ['a file of a pair without its type', { importType: 'auto', fileName: DATA_NAME }, '/importType'],
    ['a name with a folder', { fileName: '../users.csv' }, '/fileName'],
    ['a file that is larger than the limit of the stage', { bytes: 24 * 1024 ** 2 + 1 }, '/bytes'],
    ['an option that does not exist', { options: { on_blank: 'keep' } }, '/options/on_blank'],
    ['an error budget that is no number', { options: { maxFailed: 'many' } }, '/options/maxFailed'],
    ['a recipient that is no address', { notify: 'me' }, '/notify'],
    ['a mapping that is too long', { map: { ['x'.repeat(1600)]: 'id' } }, '/map'],
  ])('does not create an import of %s', async (_, more, pointer) => {
    const answer = await own.call('POST', '/imports', { body: newImport(1, more) });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ in: 'body', pointer }] } });
  });

  it('is created once for an idempotency key, by whichever of several requests', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const body = newImport(1, { requestId: 'once' });
    const create = (more: object = {}) => own.call('POST', '/imports', { body, headers, ...more });
    const answers = await Promise.all([create(), create(), create()]);
    const repeated = await create();
    expect(repeated).toMatchObject({ status: 201 });
    expect(repeated.headers.get('idempotency-replayed')).toBe('true');
    for (const { status, body } of answers)
      if (status !== 409) expect({ status, body }).toEqual({ status: 201, body: repeated.body });
    expect((await own.call('GET', '/imports?requestId=once')).body.imports).toHaveLength(1);
    expect(await create({ body: newImport(2) })).toMatchObject({
      status: 422,
      body: { type: problemType('idempotency-key-reused') },
    });
    const { body: session } = await own.call('POST', '/sessions', { body: {}, headers });
    expect((await own.call('POST', '/sessions', { body: {}, headers })).body).toEqual(session);
    const others = await createCall(test, session.token)('POST', '/imports', { body, headers });
    expect(others).toMatchObject({ status: 201 });
    expect(others.body.id).not.toBe(repeated.body.id);
  });

  it('does not create more imports than may be open', async () => {
    const tenant = await createApiTenant(test);
    await editTenant(test, tenant.tenant, { edit: 'limit', name: 'openImports', value: 1 });
    expect(await tenant.call('POST', '/imports', { body: newImport(1) })).toMatchObject({ status: 201 });
    const second = await tenant.call('POST', '/imports', { body: newImport(1) });
    expect(second).toMatchObject({ status: 409, body: { detail: expect.stringContaining('its limit') } });
  });

  it('cancels an import that waits for its file', async () => {
    const { body } = await own.call('POST', '/imports', { body: newImport(1) });
    expect(await own.call('POST', `/imports/${body.id}/cancel`)).toMatchObject({ status: 202 });
    expect(await follow(own.call, body.id)).toMatchObject({ status: 'CANCELLED' });
  });
});
