import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ParametersTextSchema } from '../../../../lambdas/contracts/upload-metadata.ts';
import type { WriteMark } from '../../../../lambdas/contracts/write-mark.ts';
import { CITY, GROUP, NETWORK, PHONE, REGULAR_MEMBERS } from '../../import-types/network.ts';
import { startApi } from './api.ts';
import { CSV, EMAIL, LAST, MEMBERSHIP, record } from './requests.ts';

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

  it('changes nothing when it is repeated', async () => {
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

  it('imports the other records if one is wrong, and names it', async () => {
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
        { key: 'records[1]', message: 'the record contains a NUL byte; remove it' },
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
    ['an unknown field', [record('a@x.example', '', { [GROUP]: 'x' })], 'records[0].fields[2].id'],
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

  it('accepts the answer of an evaluation, even if a profile field has the id of the address', async () => {
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

  it('keeps the write mark of an import, and writes in spite of it', async () => {
    const { bulkImport, tables } = startApi();
    const userKey = 'acme/group-members/a@x.example';
    const mark: WriteMark = {
      importId: 'imp',
      fencingToken: 7,
      step: 'chunk 0',
      outcomes: {},
      lastRecordNumber: 9,
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

  it('are evaluated by an import, whose id is in the answer', async () => {
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
          'rollcall-encoding': 'utf-8',
          'rollcall-parameters': z.encode(ParametersTextSchema, REGULAR_MEMBERS),
        },
      },
    ]);
  });

  it('are imported as a file by an import', async () => {
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

  it('are answered with the request id only, if the import does not exist yet', async () => {
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

  it('begin exactly at the limit of the tenant', async () => {
    const api = startApi({ settings, uploads: { [CSV]: content.split('\n').slice(0, 2).join('\n') } });
    expect(await api.evaluate({ ...REGULAR_MEMBERS, csvPath: CSV })).toMatchObject({ status: 200 });
  });
});
