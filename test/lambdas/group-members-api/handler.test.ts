import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { MEMBER_FIELDS } from '../../../lambdas/contracts/group-members.ts';
import { ParametersTextSchema } from '../../../lambdas/contracts/import-options.ts';
import type { WriteMark } from '../../../lambdas/contracts/write-mark.ts';
import { CITY, GROUP, NETWORK, OTHER_GROUP, PHONE, REGULAR_MEMBERS } from '../import-types/network.ts';
import { KEY, startApi } from './api.ts';

const EVALUATE = '/api/v1/en_US/user/import-evaluate-csv';
const [EMAIL, FIRST, LAST] = MEMBER_FIELDS.map(({ id }) => id) as [string, string, string];
const CSV = 'partners/acme/staging/users.csv';
const { selectedFields: _, ...MEMBERSHIP } = REGULAR_MEMBERS;

function record(email: string, firstName = '', more: Readonly<Record<string, unknown>> = {}) {
  const fields = { [EMAIL]: email, [FIRST]: firstName, ...more };
  return { fields: Object.entries(fields).map(([id, value]) => ({ id, value })) };
}

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
    ['in a locale that is none', { path: EVALUATE.replace('en_US', '..%2F') }, 400, 'locale'],
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

  it('is answered by what the network calls a system error when something breaks, and no more', async () => {
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

  it('names each part of the body that is wrong, with what stands there', async () => {
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
    ['a group of nobody', { group: PHONE }, 'group', PHONE],
    ['a selected field of nobody', { selectedFields: [CITY, GROUP] }, 'selectedFields[1]', GROUP],
  ])('cannot name %s', async (_, wrong, key, value) => {
    const answer = await startApi().evaluate({ ...REGULAR_MEMBERS, csvPath: CSV, ...wrong });
    expect(answer).toMatchObject({ status: 400, errors: [{ key, value }] });
    expect(answer.errors).toHaveLength(1);
  });
});

describe('import-evaluate-csv', () => {
  it('says of each record what an import would make of it, and writes nothing', async () => {
    const rows = [
      'new@x.example,Nia,New',
      'OTHER@x.example,Otto,Other',
      'member@x.example,Mia,Member',
      'not an address,Ines,Invalid',
      'New@X.example,Nia,Again',
      'blocked@x.example,Bea,Blocked',
      'too@x.example,few',
    ];
    const { evaluate, bulkImport, users } = startApi({ uploads: { [CSV]: rows.join('\n') } });
    await bulkImport({ ...MEMBERSHIP, group: OTHER_GROUP, records: [record('other@x.example')] });
    await bulkImport({ ...MEMBERSHIP, records: [record('member@x.example')] });
    await bulkImport({ ...MEMBERSHIP, blocked: true, records: [record('blocked@x.example')] });
    const before = users();
    const input = { ...REGULAR_MEMBERS, csvPath: CSV };
    const answer = await evaluate(input);
    expect(answer).toMatchObject({
      status: 200,
      success: true,
      message: '7 records evaluated.',
      timestamp: '2026-11-21T10:00:00Z',
      errors: [],
      object: { input },
    });
    expect(
      answer.object.output.map(({ type, email, resultId, resultName }) => [
        type,
        email,
        resultId,
        resultName,
      ]),
    ).toEqual([
      ['importRow', 'new@x.example', 1, 'New user'],
      ['importRow', 'OTHER@x.example', 2, 'Existing user, new member'],
      ['importRow', 'member@x.example', 3, 'Existing member'],
      ['importRow', 'not an address', 4, 'Invalid'],
      ['importRow', 'New@X.example', 5, 'Repeated in this file'],
      ['importRow', 'blocked@x.example', 6, 'Blocked'],
      ['importRow', 'too@x.example', 4, 'Invalid'],
    ]);
    expect(answer.object.output.flatMap(({ errors = [] }) => errors)).toEqual([
      {
        key: 'email',
        value: 'not an address',
        message: 'email must be an e-mail address, found "not an address"',
      },
      { key: '', value: '', message: 'the row has 2 cells, expected are 3: email, firstName, lastName' },
    ]);
    expect(users()).toEqual(before);
  });

  it('lists the fields of a record under their ids, the selected ones behind the others', async () => {
    const { evaluate } = startApi({ uploads: { [CSV]: 'a@x.example;Ann;Lee;"Oslo; Norway";007\r\n' } });
    const answer = await evaluate({ ...REGULAR_MEMBERS, selectedFields: [CITY, PHONE], csvPath: CSV });
    expect(answer.object.output[0]?.fields).toEqual([
      { id: EMAIL, name: 'Email', value: 'a@x.example' },
      { id: FIRST, name: 'First name', value: 'Ann' },
      { id: LAST, name: 'Last name', value: 'Lee' },
      { id: CITY, name: 'Home town', value: 'Oslo; Norway' },
      { id: PHONE, name: 'Phone', value: '007' },
    ]);
  });

  it('takes the request of the network’s own documents', async () => {
    const id = '11197a91-b4eb-45b2-958a-07dae6213011';
    const { evaluate } = startApi({
      settings: { profileFields: [{ id, name: 'Phone' }] },
      uploads: { [CSV]: 'lottrobinson@isoplex.com,Joan,Robinson,7,7,7,7\n' },
    });
    const request = {
      group: GROUP,
      roleId: 1,
      blocked: false,
      csvPath: CSV,
      selectedFields: [id, id, id, id],
    };
    const answer = await evaluate(request);
    expect(answer).toMatchObject({ status: 200, success: true, object: { input: request } });
    expect(answer.object.output).toMatchObject([
      {
        type: 'importRow',
        email: 'lottrobinson@isoplex.com',
        resultId: 1,
        resultName: 'New user',
        fields: [
          { id, name: 'Email' },
          { name: 'First name', value: 'Joan' },
          {},
          {},
          {},
          {},
          { value: '7' },
        ],
      },
    ]);
  });

  it.each([
    ['gzip', gzipSync('a@x.example,Ann,Lee\n')],
    ['a byte order mark', '\ufeffa@x.example,Ann,Lee\n'],
    ['blank lines', '\n\na@x.example,Ann,Lee\n,,\n'],
    ['no line break at its end', 'a@x.example,Ann,Lee'],
  ])('reads a file with %s', async (_, content) => {
    const { evaluate } = startApi({ uploads: { [CSV]: content } });
    const answer = await evaluate({ ...REGULAR_MEMBERS, csvPath: CSV });
    expect(answer.object.output).toMatchObject([{ email: 'a@x.example', resultId: 1 }]);
  });

  it.each([
    ['is empty', ''],
    ['is blank', '\n\n'],
    ['has a column too few', 'a@x.example,Ann\n'],
    ['has a column too many', 'a@x.example,Ann,Lee,7\n'],
    ['is JSON', '[{"email": "a@x.example"}]'],
    ['is a workbook', 'PK\x03\x04'],
    ['is damaged gzip', gzipSync('a@x.example,Ann,Lee\n').subarray(0, 12)],
  ])('refuses a file that %s in the words of the network', async (_, content) => {
    const { evaluate } = startApi({ uploads: { [CSV]: content } });
    const answer = await evaluate({ ...REGULAR_MEMBERS, csvPath: CSV });
    expect(answer).toMatchObject({
      status: 400,
      success: false,
      errors: [{ key: 'csvPath', value: CSV, message: 'The csv file is with wrong format' }],
      object: {},
    });
  });

  it.each([
    ['an upload that is not there', 'partners/acme/staging/none.csv', 'there is no such upload'],
    ['an upload of another tenant', 'partners/globex/staging/users.csv', 'FOREIGN_UPLOAD: '],
    ['a way out of the own uploads', 'partners/acme/../globex/users.csv', 'UNSAFE_UPLOAD_NAME: '],
    ['another bucket', 's3://results/partners/acme/users.csv', 'FOREIGN_UPLOAD: '],
    ['the metadata of the machine', 'http://169.254.169.254/latest/meta-data/', 'ADDRESS_IN_URL: '],
    ['the machine itself', 'http://127.0.0.1/users.csv', 'ADDRESS_IN_URL: '],
    ['the machine by name', 'https://localhost/users.csv', 'HOST_NOT_ALLOWED: '],
    ['a host that nobody allowed', 'https://files.example.com/users.csv', 'HOST_NOT_ALLOWED: '],
    ['a file of the machine', 'file:///etc/passwd', 'SCHEME_NOT_ALLOWED: '],
  ])('does not read %s', async (_, csvPath, message) => {
    const { evaluate } = startApi({
      uploads: { 'partners/globex/staging/users.csv': 'a@x.example,Ann,Lee' },
    });
    const answer = await evaluate({ ...REGULAR_MEMBERS, csvPath });
    expect(answer).toMatchObject({ status: 400, errors: [{ key: 'csvPath', value: csvPath }] });
    expect(answer.errors[0]?.message).toContain(message);
  });

  it('fetches a URL of a host that was allowed, and tells why it could not', async () => {
    const csvPath = 'https://files.example.com/users.csv';
    const settings = { allowedHosts: ['https://files.example.com' as never] };
    const fetched = startApi({
      settings,
      ports: { fetch: async () => ({ ok: true, body: Buffer.from('a@x.example,Ann,Lee') }) },
    });
    const answer = await fetched.evaluate({ ...REGULAR_MEMBERS, csvPath });
    expect(answer.object.output).toMatchObject([{ email: 'a@x.example', resultId: 1 }]);
    for (const [reason, status] of [
      ['REDIRECTED', 400],
      ['TOO_LARGE', 413],
    ] as const) {
      const failed = startApi({
        settings,
        ports: { fetch: async () => ({ ok: false, reason, message: 'why' }) },
      });
      expect(await failed.evaluate({ ...REGULAR_MEMBERS, csvPath })).toMatchObject({ status });
    }
  });
});

describe('bulk-import', () => {
  it('makes the records members of the group, with their profile fields', async () => {
    const { bulkImport, users } = startApi();
    const answer = await bulkImport({
      ...MEMBERSHIP,
      roleId: 4,
      records: [
        record('a@x.example', 'Ann', { [LAST]: 'Lee', [PHONE]: 7 }),
        record('b@x.example', 'Bo, "B"', { [CITY]: 'Oslo\nNorway' }),
      ],
    });
    expect(answer).toMatchObject({
      status: 200,
      success: true,
      message: '2 of 2 records imported.',
      errors: [],
      object: { counts: { records: 2, created: 2, updated: 0, unchanged: 0, failed: 0 } },
    });
    expect(answer.object.output.map(({ email, resultId }) => [email, resultId])).toEqual([
      ['a@x.example', 1],
      ['b@x.example', 1],
    ]);
    const membership = { [`memberships.${GROUP}.roleId`]: 4, [`memberships.${GROUP}.blocked`]: false };
    expect(users()).toEqual({
      'acme/group-members/a@x.example': {
        email: 'a@x.example',
        firstName: 'Ann',
        lastName: 'Lee',
        'profile.Phone': '7',
        ...membership,
      },
      'acme/group-members/b@x.example': {
        email: 'b@x.example',
        firstName: 'Bo, "B"',
        'profile.Home town': 'Oslo\nNorway',
        ...membership,
      },
    });
  });

  it('does the same once more without changing anything', async () => {
    const { bulkImport, users } = startApi();
    const body = { ...MEMBERSHIP, records: [record('a@x.example', 'Ann')] };
    await bulkImport(body);
    const before = users();
    const answer = await bulkImport(body);
    expect(answer).toMatchObject({
      success: true,
      object: { counts: { unchanged: 1 }, output: [{ resultId: 3 }] },
    });
    expect(users()).toEqual(before);
  });

  it('imports the others when a record is wrong, and says which', async () => {
    const { bulkImport, users } = startApi();
    const answer = await bulkImport({
      ...MEMBERSHIP,
      records: [record('nobody'), record('a@x.example', 'nul\0'), { fields: [] }, record('b@x.example')],
    });
    expect(answer).toMatchObject({
      status: 200,
      success: false,
      message: '1 of 4 records imported.',
      errors: [
        { key: 'records[0].email', value: 'nobody' },
        { key: 'records[1]', message: 'the record contains a NUL byte' },
        { key: 'records[2].email', value: '', message: 'email must be an e-mail address, found nothing' },
      ],
      object: { counts: { records: 4, created: 1, failed: 3 } },
    });
    expect(answer.object.output.map(({ resultId }) => resultId)).toEqual([4, 4, 4, 1]);
    expect(Object.keys(users())).toEqual(['acme/group-members/b@x.example']);
  });

  it.each([
    ['no records', [], 'records'],
    ['records that are no list', {}, 'records'],
    ['a record without fields', [{}], 'records[0].fields'],
    ['a value that is a list', [record('a@x.example', '', { [PHONE]: [1] })], 'records[0].fields[2].value'],
    ['half of a pair of surrogates', [record('a@x.example', '\ud83d')], 'records[0].fields[1].value'],
    ['a field of nobody', [record('a@x.example', '', { [GROUP]: 'x' })], 'records[0].fields[2].id'],
    [
      'two values for one field',
      [{ fields: [...record('a@x.example').fields, { id: EMAIL, value: 'b@x.example' }] }],
      'records[0].fields[2]',
    ],
  ])('is refused as a whole with %s', async (_, records, key) => {
    const { bulkImport, users } = startApi();
    const answer = await bulkImport({ ...MEMBERSHIP, records });
    expect(answer).toMatchObject({ status: 400, success: false, errors: [{ key }] });
    expect(users()).toEqual({});
  });

  it('takes what an evaluation answered, also where a profile field has the id of the address', async () => {
    const { bulkImport, evaluate, users } = startApi({
      settings: { profileFields: [{ id: EMAIL, name: 'Phone' }] },
      uploads: { [CSV]: 'a@x.example,Ann,Lee,7,7\n' },
    });
    const { object } = await evaluate({ ...REGULAR_MEMBERS, selectedFields: [EMAIL, EMAIL], csvPath: CSV });
    await bulkImport({ ...MEMBERSHIP, records: object.output });
    expect(users()['acme/group-members/a@x.example']).toMatchObject({
      email: 'a@x.example',
      'profile.Phone': '7',
    });
  });

  it('leaves the mark of an import where it is, and is not kept from writing by it', async () => {
    const { bulkImport, tables } = startApi();
    const userKey = 'acme/group-members/a@x.example';
    const mark: WriteMark = {
      importId: 'imp',
      turn: 7,
      step: 'chunk 0',
      outcomes: {},
      through: 9,
      released: {},
    };
    tables.users.set(userKey, {
      user: { fields: new Map([['email', 'a@x.example']]), sets: new Map() },
      version: 3,
      mark,
    });
    const answer = await bulkImport({ ...MEMBERSHIP, records: [record('a@x.example', 'Ann')] });
    expect(answer.object.output).toMatchObject([{ resultId: 2 }]);
    expect(tables.users.get(userKey)).toMatchObject({ version: 4, mark });
    expect(tables.users.get(userKey)?.user.fields.get('firstName')).toBe('Ann');
  });
});

describe('more records than are answered at once', () => {
  const settings = { limits: { ...NETWORK.limits, syncRecords: 2 } };
  const emails = ['a@x.example', 'b@x.example', 'c@x.example'];
  const content = emails.map((email) => `${email},Ann,Lee\n`).join('');
  const parameters = { ...REGULAR_MEMBERS, selectedFields: [PHONE] };

  it('are evaluated by an import, of which the answer has the id', async () => {
    const asked: string[] = [];
    const api = startApi({
      settings,
      uploads: { [CSV]: content },
      ports: {
        imports: {
          // Taken in after a moment, as uploads are.
          findByRequest: async (tenant, requestId) =>
            asked.push(`${tenant} ${requestId}`) > 2 ? 'imp_1' : undefined,
        },
      },
    });
    const answer = await api.evaluate({ ...REGULAR_MEMBERS, csvPath: CSV });
    const requestId = String(answer.object.requestId);
    expect(answer).toMatchObject({
      status: 202,
      success: true,
      errors: [],
      object: { importId: 'imp_1', requestId, input: { csvPath: CSV } },
    });
    expect(asked).toEqual(Array(3).fill(`acme ${requestId}`));
    expect(api.put).toEqual([
      {
        key: `partners/acme/group-members/${requestId}.csv`,
        text: content,
        metadata: {
          'rollcall-request-id': requestId,
          'rollcall-purpose': 'evaluate',
          'rollcall-parameters': z.encode(ParametersTextSchema, REGULAR_MEMBERS),
        },
      },
    ]);
  });

  it('are imported by an import, as the file that they make', async () => {
    const api = startApi({ settings, ports: { imports: { findByRequest: async () => 'imp_1' } } });
    const records = emails.map((email) => record(email, 'Ann', { [PHONE]: '7' }));
    const answer = await api.bulkImport({ ...MEMBERSHIP, records });
    expect(answer).toMatchObject({ status: 202, success: true, object: { importId: 'imp_1' } });
    expect(api.put).toMatchObject([
      {
        text: emails.map((email) => `"${email}","Ann","","7"\n`).join(''),
        metadata: {
          'rollcall-purpose': 'import',
          'rollcall-parameters': z.encode(ParametersTextSchema, parameters),
        },
      },
    ]);
    expect(api.users()).toEqual({});
  });

  it('are answered with the request id alone where the import is not there yet', async () => {
    const api = startApi({
      settings,
      uploads: { [CSV]: content },
      ports: { imports: { findByRequest: async () => undefined } },
    });
    const answer = await api.evaluate({ ...REGULAR_MEMBERS, csvPath: CSV });
    expect(answer).toMatchObject({ status: 202, object: { requestId: expect.stringMatching(/^req_/) } });
    expect(answer.object).not.toHaveProperty('importId');
  });

  it('are refused with more profile fields than the metadata of an upload can name', async () => {
    const ids = Array.from({ length: 40 }, (_, i) => PHONE.replace('f1', String(10 + i)));
    const profileFields = ids.map((id, i) => ({ id, name: `Field ${i}` }));
    const row = ['a@x.example', 'Ann', 'Lee', ...ids].join(',');
    const api = startApi({
      settings: { ...settings, profileFields },
      uploads: { [CSV]: `${row}\n`.repeat(3) },
    });
    const answer = await api.evaluate({ ...REGULAR_MEMBERS, selectedFields: ids, csvPath: CSV });
    expect(answer).toMatchObject({ status: 400, errors: [{ key: 'selectedFields', value: '40' }] });
    expect(api.put).toEqual([]);
  });

  it('are as many as the tenant says, and not one fewer', async () => {
    const api = startApi({ settings, uploads: { [CSV]: content.split('\n').slice(0, 2).join('\n') } });
    expect(await api.evaluate({ ...REGULAR_MEMBERS, csvPath: CSV })).toMatchObject({ status: 200 });
  });
});
