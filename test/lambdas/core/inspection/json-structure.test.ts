import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { participants } from '../../../../lambdas/import-types/participants.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { importBytes } from '../../processing/import-bytes.ts';
import { memoryTables } from '../../support/memory-tables.ts';

const json = (value: unknown) => Buffer.from(JSON.stringify(value));
const lines = (values: readonly unknown[]) =>
  Buffer.from(values.map((value) => `${JSON.stringify(value)}\n`).join(''));

/** What is around the users, and the codes with which such a file may be rejected. */
const SHAPES: Readonly<Record<string, (users: readonly object[]) => Buffer>> = {
  'an array': (users) => json(users),
  'an array in an object': (users) => json({ total: users.length, users, next: null }),
  'an array, deeper in objects': (users) => json({ data: { page: 1, users } }),
  'pages on lines': (users) => lines([{ users }, { users: [] }]),
  'pages in an array': (users) => json([{ users }, { users }]),
  'a page alone on its line': (users) => lines([{ users, next: null }]),
  'the values of an object': (users) => json(Object.fromEntries(users.map((user, i) => [`u${i}`, user]))),
  'the values of an object in an object': (users) =>
    json({ ok: true, users: Object.fromEntries(users.map((user, i) => [`u${i}`, user])) }),
  'an object around each': (users) => lines(users.map((user) => ({ type: 'user', result: user }))),
  'an object around each, in an array': (users) => json({ hits: users.map((user) => ({ result: user })) }),
  'two arrays': (users) => json({ users, admins: users }),
};

const user = fc.record(
  {
    accountId: fc.constantFrom('a', 'b'),
    id: fc.uuid(),
    firstName: fc.constantFrom('Ann', 'Ben'),
    customFields: fc.constant({ plan: 'gold' }),
    orders: fc.constant([{ id: 'o1', total: 3 }]),
  },
  { requiredKeys: ['accountId', 'id'] },
);
const users = fc.uniqueArray(user, { minLength: 1, maxLength: 4, selector: ({ id }) => id });

describe('a JSON file of users', () => {
  it.each(Object.keys(SHAPES))(
    'as %s is imported whole, or rejected with what it is and what to do',
    async (shape) => {
      await fc.assert(
        fc.asyncProperty(users, async (list) => {
          const imported = await importBytes(participants, SHAPES[shape]?.(list) ?? Buffer.alloc(0));
          if (imported.status === 'imported')
            expect(imported.counts).toMatchObject({ created: list.length, failed: 0 });
          else {
            expect(imported.code).toMatch(
              /^(NESTED_ARRAY|NESTED_RECORDS|SEVERAL_ARRAYS|RECORD_OR_ARRAY|SIMILAR_COLUMNS)$/,
            );
            expect(imported.message).toMatch(/`jq |--map /);
          }
        }),
        lawRuns(25),
      );
    },
  );

  it.each<[prose: string, content: unknown, code: string, words: RegExp]>([
    [
      'a part of the key beside the array',
      { account_id: 'acme', users: [{ id: 'u' }] },
      'MISSING_KEY',
      /`users` has `accountId`.*has `account_id`.*`jq '\[\.users\[\] \+ \{accountId: \.account_id\}\]' FILE`/,
    ],
    [
      'a part of the key behind the array',
      { users: [{ id: 'u' }], accountId: 'acme' },
      'MISSING_KEY',
      /\+ \{accountId\}\]/,
    ],
    ['an empty array', { users: [] }, 'NO_RECORDS', /array `users`.*empty/],
    [
      'an array of numbers',
      { total: 10, users: [1] },
      'NESTED_ARRAY',
      /`users` of the file begins with a number/,
    ],
    [
      'null before the first user',
      { users: [null, { accountId: 'a', id: 'u' }] },
      'NESTED_ARRAY',
      /such as null.*jq -c '\.users\[\] \| objects'/,
    ],
    [
      'users under their ids',
      { users: { u1: { accountId: 'a' }, u2: { accountId: 'a' } } },
      'NESTED_RECORDS',
      /keys `u1`, `u2`.*\{id: \.key\} \+ \.value/,
    ],
    [
      'users under other keys',
      { x: { accountId: 'a', id: 'u' }, y: { accountId: 'a', id: 'v' } },
      'NESTED_RECORDS',
      /jq -c '\.\[\]'/,
    ],
    [
      'a user in an object of an array in an object',
      { hits: [{ doc: { accountId: 'a', id: 'u' } }] },
      'NESTED_RECORDS',
      /jq -c '\.hits\[\]\.doc'/,
    ],
    [
      'a user in an object of an array',
      [{ doc: { accountId: 'a', id: 'u' } }],
      'NESTED_RECORDS',
      /jq -c '\.\[\]\.doc'/,
    ],
    [
      'pages in an array',
      [{ users: [{ accountId: 'a', id: 'u' }] }, { users: [] }],
      'NESTED_ARRAY',
      /jq -c '\.\[\]\.users\[\]'/,
    ],
    [
      'an error message',
      { error: { code: 401 } },
      'MISSING_KEY',
      /lacks `accountId` and `id`.*`error` \(an object with `code`\)\.\n.*Export the users again/,
    ],
    ['no field at all', { a: 1 }, 'MISSING_KEY', /Found: `a`\.\n.*--map 'KEY=accountId'/],
    [
      'several arrays',
      { groups: [{ id: 'g' }], people: [{ accountId: 'a', id: 'u' }] },
      'SEVERAL_ARRAYS',
      /`groups`, `people`.*jq '\.people'/,
    ],
  ])('with %s is rejected for that', async (_, content, code, words) => {
    const imported = await importBytes(participants, json(content));
    expect(imported).toMatchObject({ status: 'rejected', code, message: expect.stringMatching(words) });
  });

  it('of whose first hundred records none has the key is rejected, and of fewer each fails', async () => {
    const without = (count: number) => lines(Array.from({ length: count }, (_, i) => ({ id: `u${i}` })));
    expect(await importBytes(participants, without(100))).toMatchObject({
      code: 'MISSING_KEY',
      message: expect.stringMatching(/^The first 100 records lack `accountId`.*Found: `id`\./),
    });
    expect(await importBytes(participants, without(99))).toMatchObject({ counts: { failed: 99 } });
  });
});

describe('a value in an object', () => {
  const record = { accountId: 'acme', id: 'ann' };

  it.each<[prose: string, record: object, read: object]>([
    ['of the profile', { ...record, profile: { first_name: 'Ann' } }, { firstName: 'Ann' }],
    ['in two objects', { ...record, user: { name: { first: 'Ann' } } }, { firstName: 'Ann' }],
    ['of the organization', { id: 'ann', organization: { id: 'acme' } }, record],
    ['with its type, of MongoDB', { accountId: 'acme', _id: { $oid: 'ann' } }, record],
    [
      'with two types, of MongoDB',
      { ...record, dateCreated: { $date: { $numberLong: '1772442900000' } } },
      { dateCreated: 1_772_442_900_000 },
    ],
    ['with its type, of DynamoDB', { Item: { accountId: { S: 'acme' }, id: { S: 'ann' } } }, record],
    [
      'next to the field itself, is another',
      { ...record, email: 'a@example.com', profile: { email: 'b@example.com' } },
      { email: 'a@example.com' },
    ],
    ['of another person, is none', { ...record, manager: { email: 'boss@example.com' } }, record],
  ])('%s, is read if the suggestion is accepted', async (_, sent, expected) => {
    const tables = memoryTables();
    const imported = await importBytes(participants, lines([sent]), { similarColumns: 'map' }, tables);
    expect(imported).toMatchObject({ counts: { created: 1 } });
    const [stored] = tables.users.values();
    expect(Object.fromEntries(stored?.user.fields ?? [])).toMatchObject(expected);
  });
});
