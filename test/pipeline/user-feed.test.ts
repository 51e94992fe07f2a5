import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { awaitImport } from '../../cli/imports/find-import.ts';
import { followImport } from '../../cli/imports/follow-import.ts';
import { readImport } from '../../cli/imports/import-progress.ts';
import { cancelImport } from '../support/commands.ts';
import { readMail } from '../support/read-mail.ts';
import { StateWatch } from '../support/state-watch.ts';
import {
  awaitImportId,
  gather,
  newTenant,
  putFile,
  startTestCloud,
  type TestCloud,
} from '../support/test-cloud.ts';
import { STEP_LIMIT_MS } from '../support/time-limits.ts';

const FIRST = '20180321110559';
const SECOND = '20180321110600';
const THIRD = '20180321110601';
const COLUMNS = ['id!', 'email', 'businessUnit', 'firstName'];

const headerOf = (columns: readonly string[] = COLUMNS) =>
  JSON.stringify(
    columns.map((name) => ({
      column_name: name.replace('!', ''),
      data_type: 'text',
      is_nullable: name.endsWith('!') ? 'NO' : 'YES',
    })),
  );
const user = (fields: object = {}) => ({ id: 'u1', email: 'ann@example.com', firstName: 'Ann', ...fields });

describe('a user feed', () => {
  const watch = new StateWatch();
  let test: TestCloud;
  beforeAll(async () => {
    test = await startTestCloud({ onStateEntered: watch.onStateEntered });
  });
  afterAll(async () => test?.[Symbol.asyncDispose]());

  const nameOf = (half: 'header' | 'data', stamp = FIRST) => `user_feed_${half}_${stamp}.json`;
  /** `id` waits for the import that the file belongs to. */
  const put = async (tenant: string, name: string, content: Buffer | string) => {
    const requestId = await putFile(test, content, { tenant, type: 'user-feed', name });
    return { requestId, id: () => awaitImportId(test, tenant, requestId) };
  };
  /** Uploads both files with one request id, as the command does, and waits for the import of both. */
  const importPair = async (tenant: string, header: string, users: readonly object[]) => {
    const upload = { tenant, type: 'user-feed', requestId: randomUUID() };
    await putFile(test, header, { ...upload, name: nameOf('header') });
    await putFile(test, JSON.stringify(users), { ...upload, name: nameOf('data') });
    const sought = { tenant, requestId: upload.requestId, isPair: true, withinMs: STEP_LIMIT_MS };
    return ended((await awaitImport(test.clients, sought)) ?? 'none');
  };
  const putPair = async (tenant: string, stamp: string, users: readonly object[], header = headerOf()) => {
    await put(tenant, nameOf('header', stamp), header);
    return (await put(tenant, nameOf('data', stamp), JSON.stringify(users))).id();
  };
  const ended = async (importId: string) => {
    await followImport(test.clients, importId, () => undefined);
    await test.cloud.idle();
    return gather(test, importId);
  };

  it('is the import of both files when both are uploaded again, and not of one new and one old file', async () => {
    const tenant = newTenant();
    const first = await importPair(tenant, headerOf(), [user()]);
    expect(first.item).toMatchObject({ status: 'COMPLETED', counts: { created: 1 } });
    for (const [firstName, outcome] of [
      ['Bea', 'updated'],
      ['Bea', 'unchanged'],
    ] as const) {
      const { item } = await importPair(tenant, headerOf(), [user({ firstName })]);
      expect(item).toMatchObject({ status: 'COMPLETED', counts: { records: 1, [outcome]: 1 } });
    }
  });

  it.each([
    ['header', 'data'],
    ['data', 'header'],
  ] as const)('is imported when both files have arrived: %s first', async (first, second) => {
    const tenant = newTenant();
    const settings = JSON.parse(await readFile('examples/user-feed-settings.json', 'utf8'));
    await test.cloud.invoke('EditTenant', { tenant, edits: [{ edit: 'replace', settings }] });
    const example = (half: 'header' | 'data') => readFile(`examples/${nameOf(half)}`);
    const early = await put(tenant, nameOf(first), await example(first));
    const importId = await early.id();
    await test.cloud.idle();
    expect(await readImport(test.clients, importId)).toMatchObject({
      status: 'AWAITING_UPLOAD',
      fileName: nameOf(first),
    });
    const last = await put(tenant, nameOf(second), await example(second));
    const { item, results, users, mails } = await ended(importId);
    expect(item).toMatchObject({ status: 'COMPLETED', fileName: nameOf('data'), counts: { created: 2 } });
    // The request id of either file finds the import.
    expect([await early.id(), await last.id()]).toEqual([importId, importId]);
    expect(Object.keys(results[0] ?? {})).toEqual(
      'recordNumber,outcome,id,email,businessUnit,firstName,lastName,birthday,gender,tags,subscriptions,lastOperation'.split(
        ',',
      ),
    );
    expect(users).toMatchObject([
      { id: 'JD1332', birthday: '1926-01-06', subscriptions: [{ subscriptionId: 'SZ337' }] },
      { id: 'JD1534', tags: ['tag1', 'tag2'], lastOperation: { type: 'PURCHASE' } },
    ]);
    expect(mails).toHaveLength(1);
  });

  it('may be compressed', async () => {
    const tenant = newTenant();
    await put(tenant, nameOf('header'), headerOf());
    const { id } = await put(tenant, `${nameOf('data')}.gz`, gzipSync(JSON.stringify([user()])));
    expect((await ended(await id())).item).toMatchObject({ status: 'COMPLETED', counts: { created: 1 } });
  });

  it('validates each value, and allows an address once in each business unit', async () => {
    const tenant = newTenant();
    await ended(await putPair(tenant, FIRST, [user({ businessUnit: 'b' })]));
    const { item, errors, users } = await ended(
      await putPair(tenant, SECOND, [
        user({ id: 'u2', email: 'ANN@example.com', businessUnit: 'b' }),
        user({ id: 'u3', businessUnit: 'c' }),
        { id: 'u4', firstName: 7 },
        { id: 'u1', firstName: 'Anna' },
      ]),
    );
    expect(item).toMatchObject({ status: 'COMPLETED_WITH_ERRORS', counts: { failed: 2 } });
    expect(
      errors.map(({ recordNumber, apiErrorCode, statusCode }) => [recordNumber, apiErrorCode, statusCode]),
    ).toEqual([
      ['1', 'CONFLICT', '409'],
      ['3', 'VALIDATION_FAILED', '400'],
    ]);
    expect(errors[0]?.message).toBe(
      'email: "ANN@example.com" in businessUnit "b" belongs to another stored user; write another value, or leave it out',
    );
    expect(users).toEqual([
      { id: 'u1', firstName: 'Anna' },
      { id: 'u3', email: 'ann@example.com', businessUnit: 'c', firstName: 'Ann' },
    ]);
  });

  it('may have columns, and keys inside its values, with names that every object inherits', async () => {
    const tenant = newTenant();
    const attributes = [{ name: 'valueOf', kind: 'object' }];
    await test.cloud.invoke('EditTenant', {
      tenant,
      edits: [{ edit: 'replace', settings: { attributes } }],
    });
    const columns = headerOf([...COLUMNS, 'toString', 'constructor', 'hasOwnProperty']);
    const nested = { constructor: { name: 'String' }, toString: [{ constructor: 'x' }], amount: 5 };
    const users = [
      user(),
      user({ id: 'u2', email: 'bea@example.com', constructor: 'c', toString: 't', valueOf: nested }),
    ];
    const { item, results, users: stored } = await ended(await putPair(tenant, FIRST, users, columns));
    expect(item).toMatchObject({ status: 'COMPLETED', counts: { created: 2 } });
    expect(stored).toEqual(users);
    expect(results.map((row) => [row.toString, row.constructor, row.valueOf])).toEqual([
      ['', '', ''],
      ['t', 'c', JSON.stringify(nested)],
    ]);
  });

  it('is rejected as a whole, before anything is written, for an array that the header does not declare', async () => {
    const users = Array.from({ length: 9 }, (_, i) => user({ id: `u${i}`, email: `u${i}@example.com` }));
    const wrong = { id: 'u9', tags: ['a'] };
    const { item, users: written, mails } = await ended(await putPair(newTenant(), FIRST, [...users, wrong]));
    expect(item.status).toBe('REJECTED');
    expect(item.reason?.message).toMatch(/[Rr]ecord 10.*`tags` is an array that is not declared/s);
    expect(written).toEqual([]);
    expect(readMail(mails[0] as Buffer).subject).toBe(`Import rejected: the file "${nameOf('data')}"`);
  });

  it('is rejected for its header, and imported when only the header is uploaded again', async () => {
    const tenant = newTenant();
    const { item } = await ended(await putPair(tenant, FIRST, [user()], headerOf(['email', 'firstName'])));
    expect(item).toMatchObject({ status: 'REJECTED', reason: { code: 'BAD_FEED_HEADER' } });
    expect(item.reason?.message).toContain('"id" is not declared');
    const { id } = await put(tenant, nameOf('header'), headerOf());
    const corrected = await ended(await id());
    expect(corrected.item).toMatchObject({ status: 'COMPLETED', feed: { before: item.importId } });
    expect(corrected.users).toHaveLength(1);
  });

  it('is rejected if its file name does not follow the convention', async () => {
    const { id } = await put(newTenant(), 'user_feed_data_20181332000000.json', '[]');
    const { item } = await ended(await id());
    expect(item).toMatchObject({ status: 'REJECTED', reason: { code: 'BAD_FEED_NAME' } });
  });

  it('expires when its other file does not arrive, and is imported when that file arrives late', async () => {
    const tenant = newTenant();
    const { id } = await put(tenant, nameOf('data'), JSON.stringify([user()]));
    const importId = await id();
    await test.clients.dynamo.send(
      new UpdateCommand({
        TableName: test.clients.importsTable,
        Key: { importId, item: 'import' },
        UpdateExpression: 'SET feed.expiresAt = :past',
        ExpressionAttributeValues: { ':past': '2018-03-22T11:05:59.000Z' },
      }),
    );
    await test.cloud.invoke('SweepImports', {});
    const { item, mails } = await ended(importId);
    expect(item).toMatchObject({ status: 'EXPIRED', reason: { code: 'FILE_MISSING' } });
    const { subject, text } = readMail(mails[0] as Buffer);
    expect(subject).toBe(`Import expired: the file "${nameOf('data')}"`);
    expect(text).toContain(nameOf('header'));
    const late = await put(tenant, nameOf('header'), headerOf());
    expect((await ended(await late.id())).item).toMatchObject({
      status: 'COMPLETED',
      fileName: nameOf('data'),
    });
  });

  it('can be cancelled while it waits for its other file', async () => {
    const { id } = await put(newTenant(), nameOf('header'), headerOf());
    const importId = await id();
    expect(await cancelImport(test, importId)).toEqual({ accepted: true });
    expect((await ended(importId)).item.status).toBe('CANCELLED');
  });

  it('is imported from the last of several waiting pairs, without interrupting a running import', async () => {
    const tenant = newTenant();
    const running = watch.hold('ProcessChunk');
    const ids = [await putPair(tenant, FIRST, [user({ firstName: 'First' })])];
    await running.held;
    for (const [stamp, firstName] of [
      [SECOND, 'Second'],
      [THIRD, 'Third'],
    ] as const) {
      const waiting = watch.once('WaitForTurn');
      ids.push(await putPair(tenant, stamp, [user({ firstName })]));
      await waiting;
    }
    running.release();
    const [first, second, third] = await Promise.all(ids.map(ended));
    expect([first, second, third].map((each) => each?.item.status)).toEqual([
      'COMPLETED',
      'SUPERSEDED',
      'COMPLETED',
    ]);
    expect(second?.item.reason?.message).toContain(third?.item.importId);
    expect(readMail(second?.mails[0] as Buffer).subject).toBe(
      `Import superseded: the file "${nameOf('data', SECOND)}"`,
    );
    expect(watch.entered).not.toContain(`${ids[1]} ProcessChunks`);
    expect(third?.users).toMatchObject([{ firstName: 'Third' }]);
    // A pair that arrives after a newer pair was imported is outdated, too.
    const late = await ended(await putPair(tenant, SECOND, [user({ firstName: 'Late' })]));
    expect(late.item.status).toBe('SUPERSEDED');
    expect(late.users).toMatchObject([{ firstName: 'Third' }]);
  });
});
