import { describe, expect, it } from 'vitest';
import { changeOf, messagesOf, readJson, readObject, readRow } from './read-participant.ts';

const INSTANT = 'an ISO 8601 date such as 2026-03-02, or milliseconds since 1970 (12 or 13 digits)';
const MILLISECONDS = 'milliseconds since 1970 (12 or 13 digits)';

const LONGEST = 'x'.repeat(1024);

/** What the field becomes, from a CSV cell and from a JSON value alike. */
const accepted: [what: string, field: string, sent: string | number | boolean, value: unknown][] = [
  ['a name is kept as it is, blanks included', 'firstName', ' Åsa ', ' Åsa '],
  ['a name may be a formula', 'lastName', '=1+1', '=1+1'],
  ['a name may hold line breaks and emoji', 'firstName', 'a\r\nb 👩‍👩‍👧', 'a\r\nb 👩‍👩‍👧'],
  ['an e-mail address', 'email', 'ann@example.com', 'ann@example.com'],
  [
    'an e-mail address with a tag and a subdomain',
    'email',
    "o'neil+x@mail.example.co.uk",
    "o'neil+x@mail.example.co.uk",
  ],
  ['an e-mail address among blanks', 'email', ' ann@example.com\t', 'ann@example.com'],
  ['true', 'referable', 'true', true],
  ['FALSE, as spreadsheets write it', 'referable', 'FALSE', false],
  ['a JSON boolean', 'referable', false, false],
  ['the older flag', 'referredBy.isConverted', 'true', true],
  ['a language with a country', 'locale', 'en_US', 'en_US'],
  ['a language alone', 'locale', 'th', 'th'],
  ['a language that has no country of its code', 'locale', 'EN', 'en'],
  ['a language by its code of three letters', 'locale', 'eng', 'en'],
  ['a language by the code of libraries', 'locale', 'ger', 'de'],
  ['a code of three letters with a country', 'locale', 'fra-CA', 'fr_CA'],
  ['a code of three letters in capitals', 'locale', 'ENG', 'en'],
  ['a language that has only three letters', 'locale', 'fil_PH', 'fil_PH'],
  ['a locale in small letters', 'locale', 'en-us', 'en_US'],
  ['a locale in capitals', 'locale', 'DE_DE', 'de_DE'],
  ['a country in small letters', 'countryCode', 'ca', 'CA'],
  ['a country', 'countryCode', 'CA', 'CA'],
  ['a country among blanks', 'countryCode', ' DE ', 'DE'],
  ['milliseconds as digits', 'dateCreated', '1450000000000', 1450000000000],
  ['milliseconds as a number', 'dateCreated', 1450000000000, 1450000000000],
  ['the first of 1990 in milliseconds', 'dateCreated', '631152000000', Date.UTC(1990, 0, 1)],
  ['a date before 1970', 'dateCreated', '1969-12-31', Date.UTC(1969, 11, 31)],
  [
    'a time with its zone behind a blank',
    'dateCreated',
    '2026-03-04 09:15:00 UTC',
    Date.UTC(2026, 2, 4, 9, 15),
  ],
  ['a time as Ruby writes it', 'dateCreated', '2026-03-04 09:15:00 +0100', Date.UTC(2026, 2, 4, 8, 15)],
  ['a time behind a blank', 'dateCreated', '2026-03-04 09:15:00', Date.UTC(2026, 2, 4, 9, 15)],
  [
    'a time as PostgreSQL writes it',
    'dateCreated',
    '2026-03-04 09:15:00.25+00',
    Date.UTC(2026, 2, 4, 9, 15, 0, 250),
  ],
  ['a date in digits', 'dateCreated', '20240229', Date.UTC(2024, 1, 29)],
  ['a date in digits that never comes', 'dateCreated', '99991231', Date.UTC(9999, 11, 31)],
  ['a time in digits', 'dateCreated', '202603040915', Date.UTC(2026, 2, 4, 9, 15)],
  ['the same as a number, which has a meaning', 'dateCreated', 202603040915, 202603040915],
  ['a time without separators', 'dateCreated', '20260304T0915', Date.UTC(2026, 2, 4, 9, 15)],
  ['a time as LDAP writes it', 'dateCreated', '20260304091501Z', Date.UTC(2026, 2, 4, 9, 15, 1)],
  ['the first minute that digits can be', 'dateCreated', '199001010000', Date.UTC(1990, 0, 1)],
  ['milliseconds that would be one before', 'dateCreated', '191203200000', 191203200000],
  ['a time in digits, with seconds', 'dateCreated', '20260304091501', Date.UTC(2026, 2, 4, 9, 15, 1)],
  ['a date is midnight UTC', 'dateCreated', '2024-02-29', Date.UTC(2024, 1, 29)],
  ['a time without an offset is UTC', 'dateCreated', '2024-01-15T10:00:00', Date.UTC(2024, 0, 15, 10)],
  ['a time with Z', 'dateCreated', '2024-01-15T10:00:00.250Z', Date.UTC(2024, 0, 15, 10, 0, 0, 250)],
  ['a time with an offset', 'dateCreated', '2024-01-15T10:00:00-05:30', Date.UTC(2024, 0, 15, 15, 30)],
  ['a time with an offset of hours', 'dateCreated', '2024-01-15T10:00:00+01', Date.UTC(2024, 0, 15, 9)],
  [
    'a time with an offset without a colon',
    'dateCreated',
    '2024-01-15T10:00:00+0100',
    Date.UTC(2024, 0, 15, 9),
  ],
  ['a time without seconds', 'dateCreated', '2024-01-15T10:00Z', Date.UTC(2024, 0, 15, 10)],
  ['the tax form’s milliseconds', 'dateUsTaxFormSubmitted', '1450000000000', 1450000000000],
  [
    'a picture’s address',
    'imageUrl',
    'HTTPS://example.com/a%20b.png?x=1#y',
    'HTTPS://example.com/a%20b.png?x=1#y',
  ],
  ['a share link', 'shareLinks.prog-1', 'https://share.example/x', 'https://share.example/x'],
  ['a share link into an app', 'shareLinks.prog-1', 'myapp://open/x', 'myapp://open/x'],
  ['a referral code', 'referralCodes.prog-1', 'ANN1', 'ANN1'],
  ['a referral code of no program', 'referralCode', 'ANN1', 'ANN1'],
  ['the code of the referrer', 'referredBy.code', 'BOB1', 'BOB1'],
  ['several codes of referrers', 'referredByCodes', 'A, B,,C ', ['A', 'B', 'C']],
  ['the payment provider’s id', 'paymentProviderId', 'acct_1', 'acct_1'],
  ['a custom text of 1024 characters', 'customFields.plan', LONGEST, LONGEST],
  ['a custom text that looks like a number', 'customFields.plan', '007', '007'],
  ['a custom number', 'customFields.plan', 7.5, 7.5],
  ['the largest whole custom number', 'customFields.plan', 9007199254740991, 9007199254740991],
  ['custom false', 'customFields.plan', false, false],
  ['a custom field named like a prototype', 'customFields.__proto__', 'x', 'x'],
  ['a custom field named like a method', 'customFields.toString', 'x', 'x'],
];

/** What is refused from a CSV cell and from a JSON value alike; the message ends in what was found. */
const refused: [what: string, field: string, sent: string | number, expected: string][] = [
  ['an e-mail address without @', 'email', 'ann.example.com', 'an e-mail address'],
  ['an e-mail address without a top-level domain', 'email', 'ann@localhost', 'an e-mail address'],
  ['an e-mail address with two @', 'email', 'a@b@example.com', 'an e-mail address'],
  ['an e-mail address with a blank', 'email', 'an n@example.com', 'an e-mail address'],
  ['an e-mail address that ends in a dot', 'email', 'ann@example.com.', 'an e-mail address'],
  ['two e-mail addresses', 'email', 'a@example.com,b@example.com', 'an e-mail address'],
  ['an e-mail address with a name', 'email', 'Ann <ann@example.com>', 'an e-mail address'],
  ['a word of a language for a boolean', 'referable', 'ja', 'true or false'],
  ['2 for a boolean', 'referable', '2', 'true or false'],
  ['a JSON 1 for a boolean', 'referable', 1, 'true or false'],
  ['a country for a locale', 'locale', 'DE', 'a locale such as en_US or en'],
  ['a locale of a country that does not exist', 'locale', 'en-zz', 'a locale such as en_US or en'],
  ['a word for a country', 'countryCode', 'no', 'a two-letter country code such as CA (ISO 3166-1)'],
  [
    'three letters that are no country',
    'countryCode',
    'CAX',
    'a two-letter country code such as CA (ISO 3166-1)',
  ],
  ['a country that does not exist', 'countryCode', 'ZZ', 'a two-letter country code such as CA (ISO 3166-1)'],
  ['a name of two countries', 'countryCode', 'Congo', 'a two-letter country code such as CA (ISO 3166-1)'],
  [
    'the name of a prototype for a country',
    'countryCode',
    '__proto__',
    'a two-letter country code such as CA (ISO 3166-1)',
  ],
  ['a number as Excel shortens it', 'dateCreated', '1.45E+12', INSTANT],
  ['a day of a spreadsheet', 'dateCreated', '46082', INSTANT],
  ['a day and time of a spreadsheet', 'dateCreated', '46082.385417', INSTANT],
  ['a year', 'dateCreated', '2026', INSTANT],
  ['digits of no date', 'dateCreated', '20240230', INSTANT],
  ['digits of no minute', 'dateCreated', '202613040915', INSTANT],
  ['digits of no day', 'dateCreated', '202602300915', INSTANT],
  ['digits of no time', 'dateCreated', '20260304256100', INSTANT],
  ['seconds', 'dateCreated', '1772615700', INSTANT],
  ['seconds as a number', 'dateCreated', 1772615700, INSTANT],
  ['microseconds', 'dateCreated', 1772615700000000, INSTANT],
  ['the beginning of 1970', 'dateCreated', '0', INSTANT],
  ['something below it', 'dateCreated', '-5', INSTANT],
  ['a date with a blank and no time', 'dateCreated', '2026-03-04 9', INSTANT],
  ['a tax date in digits', 'dateUsTaxFormSubmitted', '202603040915', MILLISECONDS],
  ['a tax date in seconds', 'dateUsTaxFormSubmitted', '1772615700', MILLISECONDS],
  ['a month 13', 'dateCreated', '2024-13-45', INSTANT],
  ['the 30th of February', 'dateCreated', '2024-02-30', INSTANT],
  ['an hour 25', 'dateCreated', '2024-01-15T25:00:00Z', INSTANT],
  ['an American date', 'dateCreated', '01/15/2024', INSTANT],
  ['a date in words', 'dateCreated', 'yesterday', INSTANT],
  ['half a millisecond', 'dateCreated', 0.5, INSTANT],
  ['a time beyond all calendars', 'dateCreated', '9999999999999999', INSTANT],
  ['a tax date in ISO 8601', 'dateUsTaxFormSubmitted', '2024-01-15', MILLISECONDS],
  ['a tax date as Excel shortens it', 'dateUsTaxFormSubmitted', '1.45E+12', MILLISECONDS],
  ['a picture that is a script', 'imageUrl', 'javascript:alert(1)', 'an absolute http or https URL'],
  [
    'a picture elsewhere than on the web',
    'imageUrl',
    'ftp://example.com/a.png',
    'an absolute http or https URL',
  ],
  ['a relative picture', 'imageUrl', '/a.png', 'an absolute http or https URL'],
  ['a picture without a scheme', 'imageUrl', '//example.com/a.png', 'an absolute http or https URL'],
  [
    'a picture with a blank in it',
    'imageUrl',
    'https://example.com/a b.png',
    'an absolute http or https URL',
  ],
  ['a picture without a host', 'imageUrl', 'https://', 'an absolute http or https URL'],
  ['a share link that is a script', 'shareLinks.p', 'javascript:alert(1)', 'an absolute URL'],
  [
    'a share link that is a script with slashes',
    'shareLinks.p',
    'JavaScript://%0aalert(1)',
    'an absolute URL',
  ],
  ['a share link without a scheme', 'shareLinks.p', 'share.example/x', 'an absolute URL'],
  [
    'a custom text of 1025 characters',
    'customFields.plan',
    `${LONGEST}x`,
    'text of at most 1024 characters, a number, true or false',
  ],
  ['a referral code of 256 characters', 'referralCodes.p', 'x'.repeat(256), 'text of at most 255 characters'],
  [
    'a referrer’s code of 3000 characters',
    'referredBy.code',
    'x'.repeat(3000),
    'text of at most 255 characters',
  ],
];

describe('a participant’s field accepts', () => {
  it.each(accepted)('%s (%s)', (_, field, sent, value) => {
    expect(changeOf(readObject({ [field]: sent })).set.get(field)).toEqual(value);
    if (typeof sent === 'string') expect(changeOf(readRow({ [field]: sent })).set.get(field)).toEqual(value);
  });
});

describe('a participant’s field refuses', () => {
  it.each(refused)('%s (%s)', (_, field, sent, expected) => {
    const message = expect.stringContaining(`${field} must be ${expected}, found `);
    const issue = { severity: 'error', code: 'VALIDATION_FAILED', message, field, retryable: false };
    expect(readObject({ [field]: sent })).toMatchObject({ ok: false, issues: [issue] });
    if (typeof sent === 'string')
      expect(readRow({ [field]: sent })).toMatchObject({ ok: false, issues: [issue] });
  });

  it.each([
    [
      'half of a surrogate pair',
      '{"accountId":"a","id":"u","firstName":"\\ud83d"}',
      'firstName: found "\\ud83d", which contains half of a character',
    ],
    [
      'a NUL',
      '{"accountId":"a","id":"u","firstName":"a\\u0000b"}',
      'firstName: found "a\\u0000b", which contains a NUL character (U+0000); remove it',
    ],
    [
      'a NUL in a value of another kind',
      '{"accountId":"a","id":"u","email":"a\\u0000@example.com"}',
      'email: found "a\\u0000@example.com", which contains a NUL character (U+0000); remove it',
    ],
    [
      'a number that has lost digits',
      '{"accountId":"a","id":"u","customFields":{"n":12345678901234567890}}',
      'customFields.n must be',
    ],
    [
      'a number too large for any machine',
      '{"accountId":"a","id":"u","customFields":{"n":1e400}}',
      'customFields.n must be',
    ],
    [
      'a number too small for the table',
      '{"accountId":"a","id":"u","customFields":{"n":1e-200}}',
      'customFields.n must be',
    ],
    [
      'a custom object',
      '{"accountId":"a","id":"u","customFields":{"n":{"a":1}}}',
      'customFields.n must be text of at most 1024 characters, a number, true or false, found an object',
    ],
    [
      'a custom list',
      '{"accountId":"a","id":"u","customFields":{"n":[1]}}',
      'customFields.n must be text of at most 1024 characters, a number, true or false, found a list',
    ],
    [
      'custom fields that are a list',
      '{"accountId":"a","id":"u","customFields":["n"]}',
      'customFields must be an object, found a list',
    ],
    [
      'a number for a name',
      '{"accountId":"a","id":"u","firstName":5}',
      'firstName must be text, found 5; send it as text in quotes',
    ],
    [
      'a number that is no country',
      '{"accountId":"a","id":"u","countryCode":5}',
      /such as CA \(ISO 3166-1\), found 5$/,
    ],
    [
      'a list of codes that are no texts',
      '{"accountId":"a","id":"u","referredByCodes":[1]}',
      'referredByCodes must be at most 2000 codes',
    ],
  ])('%s in JSON', (_, text, message) => {
    expect(messagesFrom(text)).toEqual([
      typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message),
    ]);
  });

  it('all errors of a record at once', () => {
    const read = readRow({ email: 'x', locale: 'x-y', 'customFields.ok': 'fine' });
    expect(messagesOf(read)).toHaveLength(2);
  });

  it('long values with a short message', () => {
    const [message = ''] = messagesOf(readRow({ email: 'x'.repeat(100_000) }));
    expect(message.length).toBeLessThan(100);
  });
});

function messagesFrom(text: string): readonly string[] {
  return messagesOf(readJson(text));
}
