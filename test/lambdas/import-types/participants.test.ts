import { describe, expect, it } from 'vitest';
import { plan } from '../../../lambdas/core/apply/plan.ts';
import { NO_USER, type User } from '../../../lambdas/core/user/user.ts';
import { participants } from '../support/participants.ts';
import { changeOf, messagesOf, readJson, readObject, readRow } from './read-participant.ts';

const CLEAR = { onBlank: 'clear' } as const;

function userWith(fields: Readonly<Record<string, string | number>>): User {
  return { fields: new Map(Object.entries(fields)), sets: new Map() };
}

describe('the key of a participant', () => {
  it('with half of a character says so, in keys and in other text', () => {
    for (const field of ['accountId', 'id', 'firstName'])
      expect(messagesOf(readObject({ [field]: 'Ann \ud83d' }))).toEqual([
        expect.stringMatching(
          new RegExp(`^${field}: found "Ann .ud83d", which contains half of a character`),
        ),
      ]);
  });

  it.each([
    ['an absent id', '{"accountId":"a"}', ['id']],
    ['a null id', '{"accountId":"a","id":null}', ['id']],
    ['an empty id', '{"accountId":"a","id":""}', ['id']],
    ['a blank id', '{"accountId":"a","id":" \\t"}', ['id']],
    ['an absent accountId', '{"id":"u"}', ['accountId']],
    ['neither', '{}', ['accountId', 'id']],
    ['ids of a prototype', '{"__proto__":{"accountId":"a","id":"u"}}', ['accountId', 'id']],
  ])('is required: %s is refused with the message of the contract', (_, text, fields) => {
    const issues = fields.map((field) => ({
      severity: 'error',
      code: 'BAD_REQUEST',
      message: `This request requires a valid non-empty ${field}`,
      field,
      retryable: false,
    }));
    expect(readJson(text)).toMatchObject({ ok: false, issues });
    expect(readJson(text, CLEAR)).toMatchObject({ ok: false, issues });
  });

  it.each([
    ['a list', '["u"]', 'a list'],
    ['a truth value', 'true', 'true'],
    ['a number with a fraction', '7.5', '7.5'],
  ])('is text: an id that is %s is refused with what was found', (_, sent, found) => {
    const message = `This request requires a valid non-empty id: expected text in quotes, found ${found}`;
    expect(readJson(`{"accountId":"a","id":${sent}}`)).toMatchObject({
      ok: false,
      issues: [{ code: 'BAD_REQUEST', message, field: 'id' }],
    });
  });

  it('may be a whole number, which is read as its digits', () => {
    expect(changeOf(readJson('{"accountId":-7,"id":42}')).userKey).toBe('acme/participants/-7/42');
  });

  it('is stored as sent, with its letter case and inner spaces, but trimmed', () => {
    const { userKey, set } = changeOf(readJson('{"accountId":" A b ","id":"\\u00a0a\\t"}'));
    expect(userKey).toBe('acme/participants/A b/a');
    expect([set.get('accountId'), set.get('id')]).toEqual(['A b', 'a']);
  });

  it('is refused when it is longer than a table key', () => {
    expect(messagesOf(readJson(JSON.stringify({ accountId: 'a', id: 'x'.repeat(2048) })))).toEqual([
      expect.stringMatching(/^accountId and id are too long/),
    ]);
  });

  it('is reported for a record that fails for another reason, unless the key is too long to show', () => {
    const bad = { accountId: 'a', id: 'u', email: 'none' };
    expect(readJson(JSON.stringify(bad))).toMatchObject({
      ok: false,
      key: new Map([
        ['accountId', 'a'],
        ['id', 'u'],
      ]),
    });
    const read = readJson(JSON.stringify({ accountId: 'a', id: 'x'.repeat(2048) }));
    expect('key' in read).toBe(false);
  });
});

describe('a blank or null field', () => {
  it.each([
    ['an absent column', readRow({}), [], []],
    ['a blank cell, to be kept', readRow({ email: ' ' }), [], []],
    ['a blank cell, to be cleared', readRow({ email: ' ' }, CLEAR), ['email'], []],
    ['an empty text in JSON, to be kept', readObject({ email: '' }), [], []],
    ['an empty text in JSON, to be cleared', readObject({ email: '' }, CLEAR), ['email'], []],
    ['a null', readObject({ email: null }), ['email'], []],
    ['a null custom field', readObject({ customFields: { plan: null } }), ['customFields.plan'], []],
    ['a null for all custom fields', readObject({ customFields: null }), [], ['customFields.']],
    ['a null for the other spelling of share links', readObject({ sharelinks: null }), [], ['shareLinks.']],
  ])('follows the option for blank fields: %s', (_, read, clear, families) => {
    const change = changeOf(read);
    expect([...change.clear]).toEqual(clear);
    expect([...change.clearFamilies]).toEqual(families);
    expect([...change.set.keys()]).toEqual(['accountId', 'id']);
  });
});

describe('field names', () => {
  it.each([
    ['nested', { shareLinks: { p: 'https://a.example' } }],
    ['dotted', { 'shareLinks.p': 'https://a.example' }],
    ['in the other spelling', { sharelinks: { p: 'https://a.example' } }],
    ['in the other spelling, dotted', { 'sharelinks.p': 'https://a.example' }],
  ])('map to the same field when %s', (_, fields) => {
    expect(changeOf(readObject(fields)).set.get('shareLinks.p')).toBe('https://a.example');
  });

  it.each([
    ['two spellings', { shareLinks: { p: 'https://a.example' }, sharelinks: { p: 'https://b.example' } }],
    ['nested and dotted', { customFields: { a: 1 }, 'customFields.a': 2 }],
    ['a value and a null', { customFields: { a: 1 }, 'customFields.a': null }],
    ['a null and a value', { 'customFields.a': null, customFields: { a: 1 } }],
  ])('are refused when a field occurs twice, by %s', (_, fields) => {
    expect(messagesOf(readObject(fields))).toEqual([
      expect.stringMatching(/ occurs twice(, as `\S+` and `\S+`)?; remove one of the two/),
    ]);
  });

  it.each(['__proto__', 'constructor', 'toString', 'emial', 'refferable'])(
    'are unknown, and no more than that: %s',
    (name) => {
      const read = readJson(`{"accountId":"a","id":"u",${JSON.stringify(name)}:"x"}`);
      expect(read).toMatchObject({ ok: true, unknownFields: [name] });
      expect([...changeOf(read).set.keys()]).toEqual(['accountId', 'id']);
    },
  );

  it.each([
    ['Email', 'email'],
    ['customfields.x', 'customFields.x'],
    ['email ', 'email'],
    ['E-Mail-Adresse', 'email'],
    ['Segments', 'segments'],
    ['Custom Fields', 'customFields'],
  ])('that are similar to those of fields fail the record: %s', (name, field) => {
    const read = readObject({ [name]: 'x' });
    expect(messagesOf(read)).toEqual([expect.stringContaining(`similar to \`${field}\`: rename it`)]);
    expect(read.unknownFields).toEqual([]);
  });

  it('that people give to a field which the record also has are unknown', () => {
    expect(readObject({ 'User ID': 'x' })).toMatchObject({ ok: true, unknownFields: ['User ID'] });
  });

  it.each([
    ['customFields', ''],
    ['customFields', 'a b'],
    ['customFields', 'a.b'],
    ['customFields', 'ä'],
    ['customFields', 'x'.repeat(65)],
    ['referralCodes', 'a_b'],
    ['shareLinks', 'a/b'],
  ])('of a family are refused when they do not match its pattern: %s.%s', (family, member) => {
    expect(messagesOf(readObject({ [family]: { [member]: 'https://x.example' } }))).toEqual([
      expect.stringContaining('must match ^['),
    ]);
  });

  it('that are very long are shortened in messages', () => {
    const read = readObject({ customFields: { [`${'x'.repeat(1_000_000)} `]: 1 } });
    expect(JSON.stringify(read).length).toBeLessThan(1000);
  });
});

describe('segments', () => {
  it.each([
    ['none', undefined, []],
    ['null, which clears', null, [{ kind: 'clear' }]],
    ['one to add', ['vip'], [{ kind: 'add', element: 'vip' }]],
    ['one to remove', ['~vip'], [{ kind: 'remove', element: 'vip' }]],
    ['all to clear', ['~*'], [{ kind: 'clear' }]],
    [
      'in order',
      ['a', '~*', 'b'],
      [{ kind: 'add', element: 'a' }, { kind: 'clear' }, { kind: 'add', element: 'b' }],
    ],
  ])('of a record are read: %s', (_, segments, operations) => {
    expect(changeOf(readObject({ segments })).sets.get('segments') ?? []).toEqual(operations);
  });

  it.each([['vip'], [{ vip: true }], [[1]], [['']], [['~']], [['*']], [['~~vip']], [['a b']], [[null]]])(
    'that are none are refused: %j',
    (segments) => {
      expect(messagesOf(readObject({ segments }))).toEqual([
        expect.stringMatching(/^segments must be a list of "key", "~key" or "~\*", found /),
      ]);
    },
  );

  it('of the import are applied after those of the record', () => {
    const segment = { key: 'spring', action: 'remove' } as const;
    const change = changeOf(readObject({ segments: ['spring'] }, { onBlank: 'keep', segment } as never));
    const planned = plan(participants, 'upsert', undefined, change);
    expect(planned).toMatchObject({ outcome: 'created', next: { sets: new Map() } });
  });
});

describe('the payment provider’s id', () => {
  const set = userWith({ paymentProviderId: 'acct_1' });
  it.each([
    ['may be set once', NO_USER, readObject({ paymentProviderId: 'acct_1' }), 'updated'],
    ['may be sent again', set, readObject({ paymentProviderId: 'acct_1' }), 'updated'],
    ['may be left out', set, readObject({ firstName: 'Ann' }), 'updated'],
    ['may be blank', set, readRow({ paymentProviderId: '' }), 'updated'],
    ['cannot be changed', set, readObject({ paymentProviderId: 'acct_2' }), 'failed'],
    ['cannot be cleared by null', set, readObject({ paymentProviderId: null }), 'failed'],
    ['cannot be cleared by a blank cell', set, readRow({ paymentProviderId: '' }, CLEAR), 'failed'],
    ['may be blank where there is none', NO_USER, readRow({ paymentProviderId: '' }, CLEAR), 'updated'],
  ])('%s', (_, user, read, outcome) => {
    const planned = plan(participants, 'upsert', user, changeOf(read));
    expect(planned.outcome).toBe(outcome);
    if (planned.outcome === 'failed') {
      expect(planned.issues).toEqual([
        expect.objectContaining({
          code: 'CONFLICT',
          message: 'paymentProviderId cannot be changed once it is set; leave it out',
        }),
      ]);
    }
  });
});

describe('custom fields', () => {
  const many = (count: number) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`customFields.f${i}`, i]));

  it.each([
    ['100 of one record are taken', NO_USER, many(100), 'updated'],
    ['101 of one record are refused', NO_USER, many(101), 'failed'],
    ['the 101st of a user is refused', userWith(many(100)), { 'customFields.new': 1 }, 'failed'],
    ['one of 100 may change', userWith(many(100)), { 'customFields.f0': 'x' }, 'updated'],
    [
      'one may take the place of another',
      userWith(many(100)),
      { 'customFields.f0': null, 'customFields.new': 1 },
      'updated',
    ],
    [
      'more that another writer stored do not fail a record without custom fields',
      userWith(many(101)),
      { firstName: 'Ann' },
      'updated',
    ],
  ])('%s', (_, user, fields, outcome) => {
    expect(plan(participants, 'upsert', user, changeOf(readObject(fields))).outcome).toBe(outcome);
  });
});

describe('a participant’s row in the results', () => {
  const cells = (fields: Record<string, string | number>) =>
    Object.fromEntries(participants.details.read(userWith(fields)));

  it('hashes the address as Gravatar does', () => {
    // echo -n 'myemailaddress@example.com' | md5sum: Gravatar's own example.
    expect(cells({ email: ' MyEmailAddress@example.com ' }).emailHash).toBe(
      '0bc83cb571cd1c50ba6f3e8a78ef1346',
    );
  });

  it('shows dateCreated as ISO 8601, and dateUsTaxFormSubmitted as the integer of the report', () => {
    expect(cells({ dateCreated: 1772444100000, dateUsTaxFormSubmitted: 1772444100000 })).toMatchObject({
      dateCreated: '2026-03-02T09:35:00.000Z',
      dateUsTaxFormSubmitted: 1772444100000,
    });
  });

  it('shows the code and link of the first program when there is none without a program', () => {
    expect(
      cells({ 'referralCodes.b': 'B', 'referralCodes.a': 'A', 'shareLinks.a': 'https://a.example' }),
    ).toMatchObject({
      referralCode: 'A',
      shareLink: 'https://a.example',
      'referralCodes.b': 'B',
    });
  });

  it('begins with the columns of the user details report, in its order', () => {
    expect(participants.details.before.slice(0, 15).join(',')).toBe(
      'id,accountId,email,firstName,lastName,referralCode,imageUrl,firstSeenIP,lastSeenIP,dateCreated,dateUsTaxFormSubmitted,emailHash,referralSource,locale,countryCode',
    );
  });

  it('has a column for every value that a participant can have', () => {
    const { before, isDynamic } = participants.details;
    const homeless = participants.fields
      .map(({ name }) => (name.endsWith('.') ? `${name}x` : name))
      .filter((name) => !before.includes(name) && !isDynamic(name));
    expect(homeless).toEqual([]);
  });
});
