import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attributeValue } from '../../../lambdas/adapters/attribute-value.ts';
import { createDynamoUserStore } from '../../../lambdas/adapters/dynamo-user-store.ts';
import type { FieldValue, JsonValue } from '../../../lambdas/core/user/user.ts';
import { diffUsers } from '../../../lambdas/core/user/user-diff.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { INHERITED_IN_CAMEL_CASE, INHERITED_NAMES } from '../support/inherited-names.ts';
import { startUsersTable } from '../support/start-table.ts';

/** DynamoDB's own kinds of value, and the classes that the SDK recognises by the name of their constructor. */
const TELLING_NAMES = ['S', 'N', 'M', 'L', 'BOOL', 'NULL', 'SS', 'B', 'name', 'toJSON', 'then', 'length'];
const NESTED_NAMES = [...INHERITED_NAMES.filter((name) => name !== '__proto__'), ...TELLING_NAMES];
const CLASSES = [
  'String',
  'Number',
  'Boolean',
  'Object',
  'Set',
  'Map',
  'BigInt',
  'Uint8Array',
  'NumberValue',
];

const { json } = fc.letrec<{ json: JsonValue }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<JsonValue>(...CLASSES, 'x', '', 7, -0.5, true, false, null),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...NESTED_NAMES), tie('json'), { maxKeys: 4 }),
    fc.constantFrom(...CLASSES).map((name) => ({ constructor: { name }, amount: 5 })),
  ),
}));
const fields = fc
  .array(fc.tuple(fc.constantFrom(...INHERITED_IN_CAMEL_CASE, 'tags'), json))
  .map((entries) => new Map(entries.filter((entry): entry is [string, FieldValue] => entry[1] !== null)));
const sets = fc.constantFrom(
  new Map<string, Set<string>>(),
  ...INHERITED_NAMES.map((name) => new Map([['segments', new Set([name])]])),
);
const user = fc.record({ fields, sets });

describe('the users table', () => {
  let table: Awaited<ReturnType<typeof startUsersTable>>;
  beforeAll(async () => {
    table = await startUsersTable();
  });
  afterAll(() => table?.close());

  it('returns each user as it was written, whatever its attributes and the keys inside them are called', async () => {
    const store = createDynamoUserStore(table.table, () => new Date(0), table.client);
    let users = 0;
    await fc.assert(
      fc.asyncProperty(user, user, async (before, after) => {
        const userKey = `acme/user-feed/${users++}`;
        const read = async () => (await store.read([userKey])).get(userKey);
        const rest = { userKey, tenant: 'acme', importType: 'user-feed', mark: undefined, absent: [] };
        await store.write({ ...rest, diff: diffUsers(undefined, before), expected: undefined });
        const stored = await read();
        expect(stored?.user).toEqual(before);
        await store.write({ ...rest, diff: diffUsers(before, after), expected: stored });
        expect((await read())?.user).toEqual(after);
      }),
      lawRuns(60),
    );
  });
});

describe('an attribute value', () => {
  it.each([
    ['a date', new Date(0)],
    ['a function', () => 1],
    ['a number that JSON does not have', Number.NaN],
    ['a set of numbers', new Set([1])],
    ['undefined', undefined],
  ])('is not made of %s', (_, value) => {
    expect(() => attributeValue(value)).toThrow(TypeError);
  });

  it('leaves out what is undefined in an object', () => {
    expect(attributeValue({ a: undefined, b: 1 })).toEqual({ M: { b: { N: '1' } } });
  });
});
