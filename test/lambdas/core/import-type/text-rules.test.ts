import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyRuleSchema } from '../../../../lambdas/contracts/key-rules.ts';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import type { FieldRule } from '../../../../lambdas/core/import-type/import-type.ts';
import { readRecord } from '../../../../lambdas/core/import-type/read-record.ts';
import { fieldsOfJson, fieldsOfRow } from '../../../../lambdas/core/import-type/record-fields.ts';
import { sampleType } from '../../../../lambdas/core/import-type/sample-file.ts';
import { isKnownSpreadsheetError } from '../../../../lambdas/core/import-type/spreadsheet-errors.ts';
import { textDoubt, textError } from '../../../../lambdas/core/import-type/text-rules.ts';
import type { JsonValue } from '../../../../lambdas/core/user/user.ts';
import { showName } from '../../../../lambdas/core/wording/show-value.ts';
import { participants } from '../../../../lambdas/import-types/participants.ts';
import { IMPORT_TYPES } from '../../../../lambdas/import-types/registry.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { NAMES_OF_LANGUAGES } from '../../../support/names-of-languages.ts';
import { feedType, readFeed } from '../../import-types/read-feed.ts';

const ERRORS = [
  '#N/A',
  '#REF!',
  '#DIV/0!',
  '#NAME?',
  '#NV',
  '#BEZUG!',
  '#WERT!',
  '#¡REF!',
  '#Н/Д',
  '######',
  'Err:502',
];
const WARNED = {
  formula: ['=HYPERLINK("http://x")', '=A1', "='Sheet 1'!A1", '=1+2', '=-B2'],
  'lost-character': ['J\ufffdrgen', 'Zo\ufffd'],
  'misread-text': ['JosÃ©', 'MÃ¼ller', 'Ð˜Ð²Ð°Ð½'],
  'encoded-text': [
    'J&ouml;rg',
    'AT&amp;T',
    'O&#39;Neil',
    "O\\'Neil",
    'Sam \\"Gigi\\" Tan',
    'J\\u00f6rg',
    'J\\xc3\\xb6rg',
    'J%C3%B6rg',
    'J=C3=B6rg',
    '=?UTF-8?Q?J=C3=B6rg?= Lee',
    '=?utf-8?B?SsO2cmc=?=',
    'https://a.example/?b=1&amp;c=2',
  ],
  'invisible-character': [
    'Ann\u200b',
    '\ufeffAnn',
    'A\u200dnn',
    'Ann\u200e',
    '\u202a+49 30 1234\u202c',
    'Do\u00adnau',
    'a\u2060b',
    'a\u000bb',
    'a\u001ab',
    'a\ufffcb',
    '\u3164',
    'a\u2800b',
    'Ann\u{e0041}',
    ' Sam',
    'Bo\t',
    'Sam\u00a0',
    '\u3000Sam',
    'Bo\n',
    '\u2003Bo ',
  ],
} as const;
const TEXTS = [
  '#winning!',
  '#1',
  '##',
  '#',
  '#NoMakeup',
  'Error',
  'err:5',
  '=)',
  '==',
  '=',
  "'mara",
  'n/a',
  'NULL',
  '-',
  '?',
  'José',
  '1E5',
  'AT&T',
  'R&D; QA',
  'a &b; c',
  '<b>AT&amp;T</b>',
  '{"name":"O\\"Neil \\u00f6"}',
  'C:\\users\\ann',
  'C:\\',
  '\\o/',
  '¯\\_(ツ)_/¯',
  '100% sure',
  '50%',
  '20% 30%ab',
  'https://a.example/caf%C3%A9?b=%C3%A9&c=2',
  'utm_source=caf%C3%A9',
  'a%20b',
  'x=1',
  'dGVzdA==',
  'می‌خواهم',
  'न्‍य',
  '👩‍👩‍👧',
  '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
  '❤️',
  '1️⃣',
  '\u200fשלום (Ann)\u200f',
  'ភាសា\u200bខ្មែរ',
  'ᠮᠣᠩ᠎ᠭᠣᠯ',
  '⠁⠀⠃',
  'prix\u00a0: 5\u00a0€',
  '1\u202f234',
  'Ann\u2003Lee',
  'two\nlines\n',
  ' two\r\nlines',
  'a\tb',
  'ab',
];

/** A field of each type that takes any text and identifies no user. */
const takesText = ({ identity, schema, member }: FieldRule) =>
  identity === undefined &&
  member === undefined &&
  ['#winning!', 'x y'].every((text) => schema.safeParse(text).success);
const TYPES = IMPORT_TYPES.flatMap((definition) => {
  const type = sampleType(definition);
  const field = type.fields.find(takesText)?.name;
  const sample = definition.sample.records[0] ?? {};
  const formats = type.formats.includes('csv') ? type.formats : (['json'] as const);
  return field === undefined
    ? []
    : formats.map((format) => ({ name: definition.name, format, type, field, sample }));
});

function read({ type, format, field, sample }: (typeof TYPES)[number], text: string) {
  const values = { ...sample, [field]: text };
  const cells = Object.values(values).map((value) => String(value ?? ''));
  const fields = format === 'csv' ? fieldsOfRow(Object.keys(values), cells) : fieldsOfJson(type, values);
  return readRecord(type, 'acme', fields, { onBlank: 'keep' });
}

describe.each(TYPES)('a text of $name in $format that identifies no user', (one) => {
  it.each(ERRORS)('fails its record if it is %s', (text) => {
    const result = read(one, text);
    expect(result).toMatchObject({ ok: false, issues: [{ severity: 'error', field: one.field }] });
  });

  it.each(Object.values(WARNED).flat())('is stored as it was sent, with a warning, if it is %s', (text) => {
    const result = read(one, text);
    expect(result).toMatchObject({ ok: true, warnings: [{ severity: 'warning', field: one.field }] });
    if (result.ok) expect(result.change.set.get(one.field)).toBe(text);
  });

  it.each(TEXTS)('is stored without a warning if it is %s', (text) => {
    const result = read(one, text);
    expect(result).toMatchObject({ ok: true });
    if (result.ok) expect(result.warnings).toBeUndefined();
  });
});

/** Arrays and objects with the text somewhere in them, and where. */
const nesting: fc.Arbitrary<readonly (number | string)[]> = fc.array(
  fc.oneof(fc.nat({ max: 3 }), fc.constantFrom('city', 'a b', 'x.y')),
  { minLength: 1, maxLength: 20 },
);

function nest(steps: readonly (number | string)[], text: string): JsonValue {
  return steps.reduceRight<JsonValue>(
    (value, step) =>
      typeof step === 'number' ? [...Array(step).fill('before'), value] : { other: 1, [step]: value },
    text,
  );
}

describe('a text within an array or object', () => {
  const type = feedType({ note: 'text' }, [
    { name: 'list', kind: 'array' },
    { name: 'details', kind: 'object' },
  ]);
  const said = (fields: object) => {
    const read = readFeed(type, fields);
    return { ok: read.ok, issues: (read.ok ? read.warnings : read.issues) ?? [] };
  };

  it('is judged like one that is the value of a field, and its place is named', () => {
    const texts = fc.constantFrom(...ERRORS, ...Object.values(WARNED).flat(), ...TEXTS);
    const law = fc.property(texts, nesting, (text, steps) => {
      const alone = said({ note: text });
      const field = typeof steps[0] === 'number' ? 'list' : 'details';
      const place = steps.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('');
      const within = said({ [field]: nest(steps, text) });
      expect(within.ok).toBe(alone.ok);
      expect(within.issues.map(({ message, kind }) => [message, kind])).toEqual(
        alone.issues.map(({ message, kind }) => [
          message.replace(/^note/, `${field}${showName(place)}`),
          kind?.replace(/^note/, field),
        ]),
      );
    });
    fc.assert(law, lawRuns(300));
  });

  it('has one warning of each rule', () => {
    const { issues } = said({
      list: ['=A1', '=B1', 'JosÃ©', ['MÃ¼ller']],
      details: { formula: '=C1', lost: 'Ã¼' },
    });
    expect(issues.map(({ message }) => message.replace(/,.*/s, ''))).toEqual([
      'list[0]: found "=A1"',
      'list[2]: found "JosÃ©"',
      'details.formula: found "=C1"',
    ]);
  });

  it('has one warning in a long array, too', () => {
    expect(said({ list: Array(100_000).fill('=A1') }).issues).toHaveLength(1);
  });
});

describe('the rules of texts', () => {
  it('do not apply if the tenant allows them in keys', () => {
    for (const text of ERRORS) expect(textError(text, ['spreadsheet-error'], 'csv')).toBeUndefined();
    for (const [rule, texts] of Object.entries(WARNED))
      for (const text of texts) {
        const others = KeyRuleSchema.options.filter((name) => name !== rule);
        expect(textDoubt(text, others, 'csv')).toBeDefined();
        expect(textDoubt(text, [], 'csv')?.rule).toMatch(new RegExp(`${rule}|surrounding-blanks`));
        expect(textDoubt(text, KeyRuleSchema.options, 'csv')).toBeUndefined();
      }
  });

  it('advise according to the format', () => {
    expect(textError('#N/A', [], 'csv')?.text).toContain('delete the content of the cell');
    expect(textError('#N/A', [], 'json')?.text).toContain('leave the value out');
    expect(textDoubt('=A1', [], 'csv')?.problem.text).toContain('paste it as values');
    expect(textDoubt('=A1', [], 'json')?.problem.text).toContain('Send the result');
  });

  it('improve the message of fields that take no text', () => {
    const type = participants.resolve({ settings: NO_SETTINGS, parameters: undefined });
    const row = fieldsOfRow(['accountId', 'id', 'referable'], ['acme', 'a', '#NV']);
    const result = readRecord(type, 'acme', row, { onBlank: 'keep' });
    expect(result.ok ? '' : result.issues[0]?.message).toContain('an error of a spreadsheet');
  });

  it('warn once for a record about the encoding of its file, and about each formula', () => {
    const type = participants.resolve({ settings: NO_SETTINGS, parameters: undefined });
    const warned = (first: string, last: string) => {
      const row = fieldsOfRow(['accountId', 'id', 'firstName', 'lastName'], ['acme', 'a', first, last]);
      const result = readRecord(type, 'acme', row, { onBlank: 'keep' });
      return result.ok ? result.warnings?.map(({ field }) => field) : undefined;
    };
    expect(warned('JosÃ©', 'MÃ¼ller')).toEqual(['firstName']);
    expect(warned('J\ufffdrgen', 'M\ufffdller')).toEqual(['firstName']);
    expect(warned('Ann ', ' Lee')).toEqual(['firstName']);
    expect(warned('Ann ', 'Lee\u200b')).toEqual(['firstName', 'lastName']);
    expect(warned('AT&amp;T', 'J&ouml;rg')).toEqual(['firstName']);
    expect(warned('=A1', '=B1')).toEqual(['firstName', 'lastName']);
  });

  it.each([
    [' Sam', 'found " Sam", with blanks at its beginning or end (spaces);'],
    ['Bo\t', 'found "Bo\\t", with blanks at its beginning or end (U+0009 (tab));'],
    ['Sam\u00a0', '(U+00A0 (no-break space))'],
    [
      'Ann\u200b',
      'found "Ann\\u{200B}", which contains a character that cannot be seen: U+200B (zero width space);',
    ],
    [
      'J&ouml;rg',
      'found "J&ouml;rg", in which characters are written as codes, as in HTML: it means "Jörg";',
    ],
    ["O\\'Neil", 'as in the source of a program: it means "O\'Neil"'],
    ['J%C3%B6rg', 'as in URLs: it means "Jörg"'],
    ['=?UTF-8?B?SsO2cmc=?=', 'as in e-mails: it means "Jörg"'],
    ['&#x4a;&Ouml;RG &amp; S&oslash;n &ndash; &Lstrok;', 'it means "JÖRG & Søn – Ł"'],
  ])('name what was found in %j', (text, words) => {
    expect(textDoubt(text, [], 'json')?.problem.text).toContain(words);
  });

  it('have no doubt about names of countries, languages and currencies in any language', () => {
    const found = NAMES_OF_LANGUAGES.flatMap((name) => textDoubt(name, [], 'csv')?.problem.text ?? []);
    expect(found).toEqual([]);
  });

  it('see an error of a spreadsheet in any letter case and Unicode form, and in no other text', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ERRORS), fc.string({ minLength: 1 }), (error, more) => {
        expect(isKnownSpreadsheetError(error.toLowerCase().normalize('NFD'))).toBe(true);
        fc.pre(!/^#+$/.test(more));
        expect(isKnownSpreadsheetError(`${error}x${more}`)).toBe(false);
      }),
      lawRuns(200),
    );
  });
});
