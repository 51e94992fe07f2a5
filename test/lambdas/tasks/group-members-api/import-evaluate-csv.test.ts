import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CITY, GROUP, OTHER_GROUP, PHONE, REGULAR_MEMBERS } from '../../import-types/network.ts';
import { startApi } from './api.ts';
import { CSV, EMAIL, FIRST, LAST, MEMBERSHIP, record } from './requests.ts';

describe('import-evaluate-csv', () => {
  it('predicts the result of each record, and writes nothing', async () => {
    const rows = [
      'new@x.example,Nia,New',
      'OTHER@x.example,Otto,Other',
      'member@x.example,Mia,Member',
      'not an address,Ines,Invalid',
      'New@X.example,Nia,Again',
      'blocked@x.example,Bea,Blocked',
      'too@x.example',
      'short@x.example,Sam',
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
      message: '8 records evaluated.',
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
      ['importRow', 'New@X.example', 5, 'Duplicate in this file'],
      ['importRow', 'blocked@x.example', 6, 'Blocked'],
      ['importRow', 'too@x.example', 4, 'Invalid'],
      ['importRow', 'short@x.example', 1, 'New user'],
    ]);
    expect(answer.object.output.flatMap(({ errors = [] }) => errors)).toEqual([
      {
        key: 'email',
        value: 'not an address',
        message: 'email must be an e-mail address, found "not an address"',
      },
      {
        key: '',
        value: '',
        message: expect.stringMatching(/^the row has 1 cell, expected 3: email, firstName, lastName; /),
      },
    ]);
    expect(users()).toEqual(before);
  });

  it('lists the fields of a record by id, the selected ones last', async () => {
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

  it('accepts the request of the API documentation', async () => {
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
    ['two byte order marks and quotes', '\ufeff\ufeff"a@x.example","Ann","Lee"\n'],
    ['CR before its line end', 'a@x.example,Ann,Lee\r\r\n'],
    ['spaces around quotes', '"a@x.example" , "Ann", "Lee"\n'],
    ['blank lines', '\n\na@x.example,Ann,Lee\n,,\n'],
    ['no line break at its end', 'a@x.example,Ann,Lee'],
  ])('reads a file with %s', async (_, content) => {
    const { evaluate } = startApi({ uploads: { [CSV]: content } });
    const answer = await evaluate({ ...REGULAR_MEMBERS, csvPath: CSV });
    expect(answer.object.output).toMatchObject([{ email: 'a@x.example', resultId: 1 }]);
  });

  it.each([
    ['is empty', '', /format$/],
    ['is blank', '\n\n', /: The file is empty/],
    ['has a column too few', 'a@x.example,Ann\n', /: None of the first rows has the expected cells/],
    ['has a column too many', 'a@x.example,Ann,Lee,7\n', /: None of the first rows has the expected cells/],
    ['is JSON', '[{"email": "a@x.example"}]', /: The file is JSON/],
    ['is a workbook', 'PK\x03\x04', /: The file is .* Excel workbook/],
    ['is a web page', '<!DOCTYPE html>', /: The file is a web page/],
    ['is damaged gzip', gzipSync('a@x.example,Ann,Lee\n').subarray(0, 12), /: The gzip file is damaged/],
    [
      'is gzip with something behind it',
      Buffer.concat([gzipSync('a@x.example,Ann,Lee\n'), Buffer.of(0), gzipSync('b@x.example,Ben,Tan\n')]),
      /: The gzip file has 41 bytes after/,
    ],
  ])('refuses a file that %s with the message of the API and the reason', async (_, content, reason) => {
    const { evaluate } = startApi({ uploads: { [CSV]: content } });
    const answer = await evaluate({ ...REGULAR_MEMBERS, csvPath: CSV });
    expect(answer).toMatchObject({
      status: 400,
      success: false,
      errors: [{ key: 'csvPath', value: CSV }],
      object: {},
    });
    expect(answer.errors[0]?.message).toMatch(/^The csv file is with wrong format/);
    expect(answer.errors[0]?.message).toMatch(reason);
  });

  it.each([
    ['an upload that is not there', 'partners/acme/staging/none.csv', 'there is no such upload'],
    ['an upload of another tenant', 'partners/globex/staging/users.csv', 'FOREIGN_UPLOAD: '],
    ['a way out of the own uploads', 'partners/acme/../globex/users.csv', 'UNSAFE_UPLOAD_NAME: '],
    ['another bucket', 's3://results/partners/acme/users.csv', 'FOREIGN_UPLOAD: '],
    ['the metadata of the machine', 'http://169.254.169.254/latest/meta-data/', 'ADDRESS_IN_URL: '],
    ['the machine itself', 'http://127.0.0.1/users.csv', 'ADDRESS_IN_URL: '],
    ['the machine by name', 'https://localhost/users.csv', 'HOST_NOT_ALLOWED: '],
    ['a host that is not allowed', 'https://files.example.com/users.csv', 'HOST_NOT_ALLOWED: '],
    ['a file of the machine', 'file:///etc/passwd', 'SCHEME_NOT_ALLOWED: '],
  ])('does not read %s', async (_, csvPath, message) => {
    const { evaluate } = startApi({
      uploads: { 'partners/globex/staging/users.csv': 'a@x.example,Ann,Lee' },
    });
    const answer = await evaluate({ ...REGULAR_MEMBERS, csvPath });
    expect(answer).toMatchObject({ status: 400, errors: [{ key: 'csvPath', value: csvPath }] });
    expect(answer.errors[0]?.message).toContain(message);
  });

  it('fetches a URL of an allowed host, and reports why this failed', async () => {
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
