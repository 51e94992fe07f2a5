import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeedDataType, FeedDataTypeSchema } from '../../../lambdas/contracts/feed-header.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { applyChange, plan } from '../../../lambdas/core/apply/plan.ts';
import { type FieldValue, NO_USER, type User } from '../../../lambdas/core/user/user.ts';
import { userFeed } from '../../../lambdas/import-types/user-feed.ts';
import { feedType, readFeed } from './read-feed.ts';
import { changeOf, messagesOf } from './read-participant.ts';

const word = fc.stringMatching(/^[a-zA-Z0-9]{1,12}$/);
const two = (n: number) => String(n).padStart(2, '0');
const day = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const offset = fc
  .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 14 }), fc.constantFrom('', '00', ':30'))
  .map(([sign, hours, minutes]) => `${sign}${two(hours)}${minutes}`);
const time = fc
  .tuple(fc.nat(23), fc.nat(59), fc.nat(59), fc.constantFrom('', '.5', '.123456'))
  .map(([h, m, s, fraction]) => `${two(h)}:${two(m)}:${two(s)}${fraction}`);

/** Values that each type takes, as they are sent. */
const VALUES: Readonly<Record<FeedDataType, fc.Arbitrary<string | number | boolean>>> = {
  text: word,
  date: day,
  timestamp: fc.tuple(day, time, fc.oneof(offset, fc.constant('Z'))).map(([d, t, o]) => `${d}T${t}${o}`),
  boolean: fc.boolean(),
  integer: fc.maxSafeInteger(),
  numeric: fc
    .double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
    .filter((n) => n === 0 || Math.abs(n) > 1e-100),
};

/** Which types take a value of which other: a date is a text, a whole number is a number. */
const ALSO: Readonly<Record<FeedDataType, readonly FeedDataType[]>> = {
  text: ['text'],
  date: ['date', 'text'],
  timestamp: ['timestamp', 'text'],
  boolean: ['boolean'],
  integer: ['integer', 'numeric'],
  numeric: ['numeric'],
};

const TYPES = FeedDataTypeSchema.options;

describe('a declared column', () => {
  it.each(TYPES)('accepts every value of its type: %s', (type) => {
    const feed = feedType({ a: type });
    fc.assert(
      fc.property(VALUES[type], (value) => {
        const stored = changeOf(readFeed(feed, { a: value })).set.get('a');
        if (type === 'timestamp') expect(Number.isNaN(Date.parse(String(stored)))).toBe(false);
        else expect(stored).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it.each(TYPES)(
    'refuses every value of other types, with a message that names the expected type: %s',
    (type) => {
      const feed = feedType({ a: type });
      const others = TYPES.filter((other) => !ALSO[other].includes(type));
      fc.assert(
        fc.property(
          fc
            .constantFrom(...others)
            .chain((other) => VALUES[other])
            .filter((value) => !(type === 'integer' && Number.isSafeInteger(value)))
            .filter((value) => !(type === 'date' && /^\d{4}-\d\d-\d\d$/.test(String(value)))),
          (value) => {
            const messages = messagesOf(readFeed(feed, { a: value }));
            expect(messages).toEqual([expect.stringMatching(/^a must be .+, found /)]);
          },
        ),
      );
    },
  );

  it.each(TYPES)(
    'takes a null that clears where it is nullable, and refuses it where it is not: %s',
    (type) => {
      expect([...changeOf(readFeed(feedType({ a: type }), { a: null })).clear]).toContain('a');
      expect(messagesOf(readFeed(feedType({ a: `${type}!` }), { a: null }))).toEqual([
        expect.stringMatching(/^a must be .+, and never null, found null$/),
      ]);
    },
  );

  it.each([
    ['a number sent as text', 'integer', '42', 'a whole number such as 42, without quotes, found "42"'],
    ['a fraction', 'integer', 4.5, 'a whole number such as 42, without quotes, found 4.5'],
    [
      'a number that lost digits',
      'integer',
      2 ** 53,
      'a whole number such as 42, without quotes, found 9007199254740992',
    ],
    ['a decimal sent as text', 'numeric', '18.5', 'a number such as 18.5, without quotes, found "18.5"'],
    [
      'a number larger than can be stored',
      'numeric',
      1e300,
      'a number such as 18.5, without quotes, found 1e+300',
    ],
    ['true sent as text', 'boolean', 'true', 'either true or false, without quotes, found "true"'],
    ['a number for true', 'boolean', 1, 'either true or false, without quotes, found 1'],
    ['a number for text', 'text', 7, 'text in quotes, found 7'],
    ['an array for text', 'text', ['a'], 'text in quotes, found a list'],
    ['a day that no month has', 'date', '2015-02-29', 'a date such as "2016-03-22", found "2015-02-29"'],
    ['a date in another order', 'date', '22.03.2016', 'a date such as "2016-03-22", found "22.03.2016"'],
    [
      'a timestamp for a date',
      'date',
      '2016-04-01T18:02:42+01',
      'a date such as "2016-03-22", found "2016-04-01T18:02:42+01"',
    ],
    [
      'a timestamp without an offset',
      'timestamp',
      '2016-04-01T18:02:42',
      'a timestamp with its offset from UTC such as "2016-04-01T18:02:42+01", found "2016-04-01T18:02:42"',
    ],
    [
      'a timestamp without seconds',
      'timestamp',
      '2016-04-01T18:02Z',
      'a timestamp with its offset from UTC such as "2016-04-01T18:02:42+01", found "2016-04-01T18:02Z"',
    ],
    [
      'an hour that no day has',
      'timestamp',
      '2016-04-01T24:02:42Z',
      'a timestamp with its offset from UTC such as "2016-04-01T18:02:42+01", found "2016-04-01T24:02:42Z"',
    ],
  ])('refuses %s', (_, type, value, words) => {
    expect(messagesOf(readFeed(feedType({ a: type }), { a: value }))).toEqual([`a must be ${words}`]);
  });

  it.each([
    ['2016-04-01T18:02:42+01', '2016-04-01T18:02:42+01:00'],
    ['2016-04-01T18:02:42+0130', '2016-04-01T18:02:42+01:30'],
    ['2016-04-01T18:02:42-01:00', '2016-04-01T18:02:42-01:00'],
    ['2016-04-01T18:02:42.123456Z', '2016-04-01T18:02:42.123456Z'],
  ])('keeps the moment, the offset and the fraction of a timestamp: %s', (sent, stored) => {
    expect(changeOf(readFeed(feedType({ a: 'timestamp' }), { a: sent })).set.get('a')).toBe(stored);
  });

  it('is not changed by a record without it, or with a blank value', () => {
    const feed = feedType({ a: 'text', b: 'integer!' });
    for (const fields of [{}, { a: '', b: ' ' }]) {
      const { set, clear } = changeOf(readFeed(feed, fields));
      expect([[...set.keys()], [...clear]]).toEqual([['id'], ['email', 'businessUnit']]);
    }
    expect([...changeOf(readFeed(feed, { a: '' }, 'clear')).clear]).toContain('a');
    expect(messagesOf(readFeed(feed, { b: '' }, 'clear'))).toEqual([
      'b must not be empty or missing: the header file says that it is never null',
    ]);
  });
});

describe('the id', () => {
  it.each([
    ['absent', {}, ''],
    ['null', { id: null }, ''],
    ['empty', { id: '' }, ''],
    ['blank', { id: '  ' }, ''],
    ['a number where text is declared', { id: 7 }, ', found 7'],
  ])('is required: refused when it is %s', (_, fields, found) => {
    expect(messagesOf(readFeed(feedType(), { id: undefined, ...fields }))).toEqual([
      `id is required: expected text in quotes, neither null nor empty${found}`,
    ]);
  });

  it('is the key, exactly as sent', () => {
    expect(changeOf(readFeed(feedType(), { id: 'JD1534' })).userKey).toBe('acme/user-feed/JD1534');
    expect(changeOf(readFeed(feedType({ id: 'integer!' }), { id: 7 })).userKey).toBe('acme/user-feed/7');
  });
});

describe('a value that the header does not declare', () => {
  const feed = feedType({ firstName: 'text' }, [
    { name: 'tags', kind: 'array' },
    { name: 'lastOperation', kind: 'object' },
  ]);

  it.each([['x'], [1], [true], [null]])('is an error of its record when it is a scalar: %j', (value) => {
    const read = readFeed(feed, { shoeSize: value });
    expect(read).toMatchObject({ ok: false, issues: [{ code: 'VALIDATION_FAILED', field: 'shoeSize' }] });
    expect(messagesOf(read)).toEqual([
      '`shoeSize` is not declared: declare it in the header file, or remove it',
    ]);
    expect(read.ok ? undefined : read.issues[0]?.rejectsFile).toBeUndefined();
  });

  it.each([
    ['an array', ['tag1'], /`subscriptions` is an array that is not declared/],
    ['an empty array', [], /`subscriptions` is an array that is not declared/],
    ['an object', { a: 1 }, /`subscriptions` is an object that is not declared/],
  ])('rejects the file when it is %s', (_, value, message) => {
    const read = readFeed(feed, { subscriptions: value });
    expect(read).toMatchObject({ ok: false, issues: [{ rejectsFile: true, field: 'subscriptions' }] });
    expect(messagesOf(read)).toEqual([expect.stringMatching(message)]);
    expect(feed.screened).toBe(true);
  });

  it.each(['userKey', '_version', '__proto__'])(
    'a name that cannot be declared is refused by name: %s',
    (name) => {
      const read = readFeed(feed, Object.fromEntries([[name, ['x']]]));
      expect(read).toMatchObject({ ok: false, issues: [{ rejectsFile: true, field: name }] });
      expect(messagesOf(read)).toEqual([
        `\`${name}\` is a name that Rollcall uses itself: rename it, or remove it`,
      ]);
    },
  );

  it('is stored as JSON when the tenant’s settings declare it', () => {
    const lastOperation = { operationDate: '2016-08-20', nested: [{ n: 1.5, none: null }] };
    const { set } = changeOf(readFeed(feed, { tags: ['tag1', 2], lastOperation }));
    expect([set.get('tags'), set.get('lastOperation')]).toEqual([['tag1', 2], lastOperation]);
  });

  it.each([
    [
      'an object for an array',
      { tags: { a: 1 } },
      'tags must be an array, at most 30 levels deep, found an object',
    ],
    [
      'a scalar for an array',
      { tags: 'tag1' },
      'tags must be an array, at most 30 levels deep, found "tag1"',
    ],
    [
      'an array for an object',
      { lastOperation: [] },
      'lastOperation must be an object, at most 30 levels deep, found a list',
    ],
    [
      'a number that cannot be stored',
      { tags: [1, { a: [1e300] }] },
      'tags must be an array, at most 30 levels deep, found the number 1e+300, which cannot be stored without losing digits, at [1].a[0]',
    ],
    [
      'a name that cannot be stored',
      { lastOperation: { a: { '': 1 } } },
      'lastOperation must be an object, at most 30 levels deep, found the name "" at .a., which cannot be stored: rename or remove it',
    ],
    [
      'text that cannot be stored',
      { lastOperation: { a: 'b\0' } },
      'lastOperation must be an object, at most 30 levels deep, found text with a NUL character or half a character at .a',
    ],
    [
      'more levels than can be stored',
      { tags: JSON.parse(`${'['.repeat(31)}${']'.repeat(31)}`) },
      `tags must be an array, at most 30 levels deep, found level 31 of arrays and objects at ${'[0]'.repeat(30)}`,
    ],
  ])('is an error of its record, and the message names the cause: %s', (_, fields, message) => {
    const read = readFeed(feed, fields);
    expect(messagesOf(read)).toEqual([message]);
    expect(read.ok ? undefined : read.issues[0]?.rejectsFile).toBeUndefined();
  });

  it('is stored when it is as deep as allowed', () => {
    const tags = JSON.parse(`${'['.repeat(30)}${']'.repeat(30)}`);
    expect(changeOf(readFeed(feed, { tags })).set.get('tags')).toEqual(tags);
  });

  it('has the type of the header when both the header and the settings declare it', () => {
    const both = feedType({ tags: 'text' }, [{ name: 'tags', kind: 'array' }]);
    expect(changeOf(readFeed(both, { tags: 'one' })).set.get('tags')).toBe('one');
    expect(messagesOf(readFeed(both, { tags: ['one'] }))).toHaveLength(1);
    expect(both.details.before).toEqual(['id', 'tags']);
  });
});

describe('email and businessUnit', () => {
  const feed = feedType({ email: 'text', businessUnit: 'text', firstName: 'text' });
  const maybe = fc.oneof(word, fc.constantFrom('', ' ', null, undefined));

  it('are overwritten by each record, and are empty when the record has no value', () => {
    const before: User = {
      fields: new Map<string, FieldValue>([
        ['id', 'u1'],
        ['email', 'old@example.com'],
        ['businessUnit', 'old'],
        ['firstName', 'Old'],
      ]),
      sets: new Map(),
    };
    fc.assert(
      fc.property(maybe, maybe, fc.constantFrom('keep', 'clear'), (email, businessUnit, onBlank) => {
        const change = changeOf(readFeed(feed, { email, businessUnit }, onBlank));
        const { fields } = applyChange(before, change);
        expect(fields.get('email')).toBe(email?.trim() ? email : undefined);
        expect(fields.get('businessUnit')).toBe(businessUnit?.trim() ? businessUnit : undefined);
        expect(fields.get('firstName')).toBe('Old');
      }),
    );
  });

  it('are cleared when the header does not declare them', () => {
    expect([...changeOf(readFeed(feedType(), {})).clear]).toEqual(['email', 'businessUnit']);
  });

  it('are required when the header declares them as not nullable', () => {
    expect(messagesOf(readFeed(feedType({ email: 'text!' }), {}))).toEqual([
      'email must not be empty or missing: the header file says that it is never null',
    ]);
  });

  it('are required to create a user, but not to update a user that has them', () => {
    const type = feedType({ vip: 'boolean!' });
    const change = changeOf(readFeed(type, {}));
    expect(plan(type, 'upsert', undefined, change)).toMatchObject({
      outcome: 'failed',
      issues: [{ field: 'vip', message: expect.stringMatching(/^vip must not be empty or missing/) }],
    });
    const known = applyChange(NO_USER, changeOf(readFeed(type, { vip: true })));
    expect(plan(type, 'upsert', known, change)).toMatchObject({ outcome: 'unchanged' });
  });

  const claimsOf = (fields: object) =>
    feed.uniqueValues(applyChange(NO_USER, changeOf(readFeed(feed, fields))));

  it('are unique in combination, without regard to the letter case of the address', () => {
    fc.assert(
      fc.property(maybe, maybe, word, word, (unit, otherUnit, email, otherEmail) => {
        const [one] = claimsOf({ email, businessUnit: unit });
        const [other] = claimsOf({ email: otherEmail, businessUnit: otherUnit });
        const given = (text: string | null | undefined) => (text?.trim() ? text : '');
        const same = email.toLowerCase() === otherEmail.toLowerCase() && given(unit) === given(otherUnit);
        expect(one?.scope === other?.scope && one?.value === other?.value).toBe(same);
      }),
    );
    expect(claimsOf({ email: 'Ann@Example.com', businessUnit: 'test' })).toEqual([
      {
        field: 'email',
        scope: 'test',
        value: 'ann@example.com',
        shown: '"Ann@Example.com" in businessUnit "test"',
      },
    ]);
    expect(claimsOf({ email: 'a@b.c' })[0]).toMatchObject({
      scope: '',
      shown: '"a@b.c" in businessUnit (none)',
    });
  });

  it('are not claimed without an address', () => {
    expect(claimsOf({ businessUnit: 'test' })).toEqual([]);
  });

  it.each([
    ['email', 321],
    ['businessUnit', 256],
  ])('are refused when they are longer than a table key: %s', (name, length) => {
    expect(messagesOf(readFeed(feed, { [name]: 'x'.repeat(length) }))).toEqual([
      expect.stringMatching(/text of at most \d+ characters in quotes/),
    ]);
  });
});

describe('the columns of results.csv', () => {
  it('are the id, the declared columns in the order of the header, and the attributes of the tenant', () => {
    const header = [
      { column_name: 'zip', data_type: 'text', is_nullable: 'YES' },
      { column_name: 'id', data_type: 'text', is_nullable: 'NO' },
      { column_name: 'email', data_type: 'text', is_nullable: 'YES' },
    ];
    const settings = { ...NO_SETTINGS, attributes: [{ name: 'tags', kind: 'array' as const }] };
    const { details } = userFeed.resolve({ settings, parameters: { header } });
    expect(details.before).toEqual(['id', 'zip', 'email', 'tags']);
    expect(details.isDynamic('phone')).toBe(false);
  });

  it('show lists separated by commas, and objects as JSON', () => {
    const { details } = feedType();
    const fields = new Map<string, FieldValue>([
      ['tags', ['a', 'b']],
      ['last', { n: 1 }],
    ]);
    expect([...details.read({ fields, sets: new Map() })]).toEqual([
      ['tags', 'a,b'],
      ['last', '{"n":1}'],
    ]);
  });
});

it('the type of a user feed resolves for every import, also for one of another type', () => {
  for (const parameters of [undefined, null, { header: 'x' }, { group: 'g' }])
    expect(userFeed.resolve({ settings: NO_SETTINGS, parameters }).fields.map(({ name }) => name)).toEqual([
      'id',
    ]);
});
