import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { beforeAll, describe, expect, it } from 'vitest';
import { followImport } from '../../cli/imports/follow-import.ts';
import { MEMBER_FIELDS } from '../../lambdas/contracts/group-members.ts';
import type { ApiAnswer, ImportRow } from '../../lambdas/contracts/group-members-api.ts';
import { TenantAnswerSchema, type TenantEdit } from '../../lambdas/contracts/tenant-commands.ts';
import { readCsv } from '../support/read-csv.ts';
import { createSettingsKey } from '../support/settings-key.ts';
import {
  awaitImportId,
  gather,
  type JoinedCloud,
  joinSharedCloud,
  newTenant,
  usersOf,
} from '../support/test-cloud.ts';

const GROUP = 'c0ffee00-0000-4000-8000-000000000001';
const PHONE = 'c0ffee00-0000-4000-8000-0000000000f1';
const MEMBERSHIP = { group: GROUP, roleId: 3, blocked: false };
const EXAMPLE = join(import.meta.dirname, '../../examples/group-members.csv');

describe('the group members API', () => {
  let test: JoinedCloud;
  let tenant: string;
  let key: string;

  beforeAll(async () => {
    test = await joinSharedCloud();
    tenant = newTenant();
    const { text, entry } = createSettingsKey(tenant, 'test', new Date());
    key = text;
    await edit(
      { edit: 'add', list: 'apiKeys', entry },
      { edit: 'add', list: 'memberGroups', entry: { id: GROUP, name: 'Hikers' } },
      { edit: 'add', list: 'profileFields', entry: { id: PHONE, name: 'Phone' } },
      { edit: 'add', list: 'allowedHosts', entry: 'files.example.com' },
      { edit: 'limit', name: 'syncRecords', value: 6 },
    );
  });

  async function edit(...edits: TenantEdit[]) {
    const answer = TenantAnswerSchema.parse(await test.cloud.invoke('EditTenant', { tenant, edits }));
    if (!answer.accepted) throw new Error(answer.message);
  }

  /** Uploads a file that a request will name. It is not imported by itself. */
  async function stage(name: string, content: Buffer | string): Promise<string> {
    const Key = `partners/${tenant}/staging/${name}`;
    const Body = Buffer.from(content);
    await test.clients.s3.send(new PutObjectCommand({ Bucket: test.clients.uploadsBucket, Key, Body }));
    return Key;
  }

  async function post(method: string, body: object, authorization = `Bearer ${key}`) {
    const url = `${test.cloud.outputs.GroupMembersApiUrl}api/v1/en_US/user/${method}`;
    const headers = { 'content-type': 'application/json', authorization };
    const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    const json = (await answer.json()) as Omit<ApiAnswer, 'object'> & {
      readonly object: { readonly output: readonly ImportRow[]; readonly requestId: string };
    };
    return { status: answer.status, ...json };
  }

  const evaluate = (csvPath: string, more: object = {}) =>
    post('import-evaluate-csv', { ...MEMBERSHIP, csvPath, selectedFields: [], ...more });
  const results = ({ object }: Awaited<ReturnType<typeof post>>) =>
    object.output.map(({ resultId }) => resultId);

  it('evaluates a file, imports the selected records, and finds these members in the next evaluation', async () => {
    const csvPath = await stage('group-members.csv', await readFile(EXAMPLE));
    const first = await evaluate(csvPath);
    expect(first).toMatchObject({ status: 200, success: true, message: '6 records evaluated.' });
    expect(results(first)).toEqual([1, 1, 1, 1, 4, 5]);
    expect(await usersOf(test, tenant)).toEqual([]);

    const records = first.object.output.filter(({ resultId }) => resultId === 1);
    const imported = await post('bulk-import', { ...MEMBERSHIP, records });
    expect(imported).toMatchObject({ status: 200, success: true, message: '4 of 4 records imported.' });
    const users = await usersOf(test, tenant);
    expect(users).toHaveLength(4);
    expect(users).toContainEqual({
      email: 'sven.lindqvist@example.com',
      firstName: 'Sven',
      lastName: 'Lindqvist, Jr.',
      [`memberships.${GROUP}.roleId`]: 3,
      [`memberships.${GROUP}.blocked`]: false,
    });
    expect(results(await evaluate(`s3://${test.clients.uploadsBucket}/${csvPath}`))).toEqual([
      3, 3, 3, 3, 4, 5,
    ]);
  });

  it.each([
    ['the machine itself', 'http://127.0.0.1/users.csv', /^ADDRESS_IN_URL/],
    ['the metadata of the machine', 'http://169.254.169.254/latest/meta-data/', /^ADDRESS_IN_URL/],
    ['a host that is not allowed', 'https://files.example.org/users.csv', /^HOST_NOT_ALLOWED/],
    ['an upload of another tenant', 'partners/demo/staging/users.csv', /^FOREIGN_UPLOAD/],
    ['an upload that does not exist', undefined, /^there is no such upload$/],
  ])('does not read %s', async (_, given, message) => {
    const csvPath = given ?? `partners/${tenant}/staging/none.csv`;
    const errors = [{ key: 'csvPath', value: csvPath, message: expect.stringMatching(message) }];
    expect(await evaluate(csvPath)).toMatchObject({ status: 400, success: false, errors });
  });

  it('requires a key', async () => {
    expect(await post('bulk-import', {}, '')).toMatchObject({ status: 401, success: false });
  });

  it('hands a large file over to an evaluation, and a large request to an import', async () => {
    const rows = Array.from({ length: 9 }, (_, i) => `member${i}@large.example,Mo,Member,${i}`);
    const csvPath = await stage('large.csv', `${rows.join('\n')}\nmember0@large.example,Mo,too,many,cells\n`);
    const evaluating = await evaluate(csvPath, { selectedFields: [PHONE] });
    expect(evaluating).toMatchObject({ status: 202, success: true });
    const evaluated = await finished(evaluating.object.requestId);
    expect(evaluated).toMatchObject({
      item: { status: 'EVALUATED', counts: { records: 10, created: 9, failed: 1 } },
    });
    expect(evaluated.errors).toMatchObject([
      {
        recordNumber: '10',
        message:
          'the row has 5 cells, expected 4: email, firstName, lastName, profile.Phone; a cell that contains the delimiter must be quoted',
      },
    ]);
    expect(readCsv(evaluated.failedRecords)).toMatchObject([
      {
        'rollcall:record': '10',
        email: 'rollcall:text: member0@large.example,Mo,too,many,cells',
        firstName: '',
      },
    ]);
    expect(
      (await usersOf(test, tenant)).filter(({ email }) => String(email).endsWith('large.example')),
    ).toEqual([]);

    const ids = [...MEMBER_FIELDS.map(({ id }) => id), PHONE];
    const records = rows.map((row) => ({
      fields: row.split(',').map((value, i) => ({ id: ids[i], value })),
    }));
    const importing = await post('bulk-import', { ...MEMBERSHIP, records });
    expect(importing).toMatchObject({ status: 202, success: true });
    const done = await finished(importing.object.requestId);
    expect(done).toMatchObject({ item: { status: 'COMPLETED', counts: { records: 9, created: 9 } } });
    expect(done.results[3]).toEqual({
      recordNumber: '4',
      outcome: 'created',
      email: 'member3@large.example',
      firstName: 'Mo',
      lastName: 'Member',
      [`memberships.${GROUP}.roleId`]: '3',
      [`memberships.${GROUP}.blocked`]: 'false',
      'profile.Phone': '3',
    });
  });

  it('rejects a file of group members without parameters', async () => {
    const Key = `partners/${tenant}/group-members/plain.csv`;
    const Metadata = { 'rollcall-request-id': 'plain' };
    const Body = Buffer.from('a@x.example,Ann,Lee\n');
    await test.clients.s3.send(
      new PutObjectCommand({ Bucket: test.clients.uploadsBucket, Key, Body, Metadata }),
    );
    const { item } = await finished('plain');
    expect(item).toMatchObject({ status: 'REJECTED', reason: { code: 'BAD_METADATA' } });
  });

  /** By the request id: an answer names the import only when it was found within some seconds. */
  async function finished(requestId: string) {
    const importId = await awaitImportId(test, tenant, requestId);
    await followImport(test.clients, importId, () => undefined);
    return gather(test, importId);
  }
});
