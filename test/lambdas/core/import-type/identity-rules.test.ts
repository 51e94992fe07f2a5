import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type KeyRule, KeyRuleSchema } from '../../../../lambdas/contracts/key-rules.ts';
import {
  canonicalText,
  IDENTITY_RULES,
  identityProblem,
  type RecordFormat,
  unwrapText,
} from '../../../../lambdas/core/import-type/identity-rules.ts';
import { isOrdinaryKey } from '../../../../lambdas/core/import-type/ordinary-key.ts';
import { REFUSED_KEYS } from '../../../../scripts/docs/keys-page.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { NAMES_OF_LANGUAGES } from '../../../support/names-of-languages.ts';

const ALL = KeyRuleSchema.options;
const refused = Object.entries(REFUSED_KEYS).flatMap(([rule, values]) =>
  values.map((value) => ({ rule, value })),
);

const BOTH = ['csv', 'json'] as const;

/** In JSON, a program has written these. */
const DECIMALS: ReadonlySet<string> = new Set(['2.10', '0.1', '.5', '1,5']);

function formatsOf(rule: string, value: string): readonly RecordFormat[] {
  const { only = DECIMALS.has(value) ? 'csv' : undefined } = IDENTITY_RULES[rule as KeyRule] ?? {};
  return only === undefined ? BOTH : [only];
}

describe('the identity rules', () => {
  it.each(refused)('$rule refuses $value, and only a tenant that allows it takes it', ({ rule, value }) => {
    for (const format of formatsOf(rule, value)) {
      expect(identityProblem(value, [], format)?.rule).toBe(rule);
      const others = ALL.filter((name) => name !== rule);
      expect(identityProblem(value, others, format)?.rule).toBe(rule);
    }
    const allowed = rule === 'control-character' ? rule : undefined;
    expect(identityProblem(value, ALL, 'csv')?.rule).toBe(allowed);
  });

  it.each([
    '4001230000000000',
    '17724400000000000000',
    '4E15',
    '1e5',
    '2.1',
    '2.10',
    '.5',
    '5.',
    '1,5',
    '1.234567',
  ])('take %s in JSON, which a program has written', (value) => {
    expect(identityProblem(value, [], 'csv')).toBeDefined();
    expect(identityProblem(value, [], 'json')).toBeUndefined();
  });

  it('say of a control character that it is a letter in another encoding, where it is one', () => {
    const { rule, message } = identityProblem('M\u0081ller', [], 'csv') ?? {};
    expect(rule).toBe('misread-text');
    expect(message?.text).toContain('"Müller" in cp850 that a program read as windows-1252');
    expect(identityProblem('M\u0081ller', ALL, 'csv')?.rule).toBe('control-character');
  });

  it('say of a number with an exponent that it is a shortened number or an id', () => {
    const { message } = identityProblem('4E15', [], 'csv') ?? {};
    expect(message?.text).toContain('which is either an id or a number that was shortened (4 with 15 zeros)');
    expect(message?.text).toContain('the rule number-with-exponent can be allowed for the tenant');
    expect(message?.kind).toBe(identityProblem('1e5', [], 'csv')?.message.kind);
  });

  it('name each invisible character by its code point', () => {
    expect(identityProblem('\u202aa\u200b1\u202c\ue0001', [], 'csv')?.message.text).toContain(
      'U+202A (left-to-right embedding), U+200B (zero width space), U+202C (pop directional formatting)',
    );
    expect(identityProblem('a\u180eb', [], 'csv')?.message.text).toContain('U+180E;');
    expect(identityProblem('a\rb', [], 'csv')?.message.text).toContain('U+000D (carriage return)');
  });

  it.each([
    'a1',
    'mara.okafor',
    'O’Neil',
    "o'neil",
    'Key Accounts',
    '00123',
    '12E4',
    '7e',
    '12e',
    '0E5',
    'E15',
    '4E15a',
    '573e12',
    'MAR-26',
    'MAR26',
    '1MAR',
    'mark-26',
    'jan-1',
    'jan.lee',
    'jan_99',
    'May Lee',
    '3/1',
    '1-3-26',
    '1.2.3',
    '10.1.2026.4',
    '20260301',
    '2026-03',
    '2026-13-01',
    '13/45/2026',
    '12:30',
    '030 123 456',
    '123-456-789',
    '1234 567',
    '1 234567',
    '192.168.1.20',
    'vero',
    'sand',
    'Sand',
    'truex',
    'yes',
    'Infinite',
    'Leer',
    'Blank',
    'k.a.t.',
    'unknown1',
    'na',
    'nan.lee',
    'Nile',
    'nonetheless',
    'a-b',
    '-3',
    '+15550100',
    '@mara',
    '#1',
    '#sales',
    '"',
    '?a',
    'J. R.',
    'Zoë',
    'สมชาย',
    '田中',
    '😀',
    '4001230000000001',
    '400123000000000',
    'cn=Ann Lee',
    'AT&T',
    'R&D;',
    'a&b;c',
    '&x;',
    'ACME\\u1234',
    'ACME\\ann',
    'C:\\users\\ann',
    '50%ab',
    'a%41b',
    'a=B6',
    'https://id.example/a%20b',
    'urn:uuid:a%20b',
    '{6F9619FF-8B86-D011-B42D-00CF4FC964FF}',
    '[1]',
    '<1>',
    '{a1',
    '%',
    'Mart 1a',
    'Jan Lee 1',
    'Mark 1',
    '“Ann” Lee',
    'Ann “Annie” Lee',
    '’t Hooft',
    'Jess’',
    'a"b',
    '#ref',
    '#value',
    'Emptyx',
    'error1',
    'voidx',
    'arrayx',
    'ann-ann',
    'null-nil',
    'Ann Ann',
    'Missinga',
    'C++',
    'A*',
    '.net',
    '...a',
  ])('take %s', (value) => {
    expect(canonicalText(value)).toBe(value);
    expect(identityProblem(value, [], 'csv')).toBeUndefined();
  });
});

/** Of keys, these are joiners, marks and blanks that cannot be seen: `invisible-character` refuses them. */
const REFUSED_NAMES = ['invisible-character'];

it('the identity rules take names of countries, languages and currencies in any language', () => {
  const found = NAMES_OF_LANGUAGES.map(canonicalText).flatMap((name) => {
    const { rule } = identityProblem(name, [], 'csv') ?? {};
    return rule === undefined || REFUSED_NAMES.includes(rule) ? [] : [`${name}: ${rule}`];
  });
  expect(found).toEqual([]);
});

describe('an ordinary key', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      ...refused.map(({ value }) => value),
      'a1',
      'ann@b.co',
      '42',
      'N.A.',
      'Nil',
      'k.a.',
      'True',
      'WAHR',
      'Inf',
    ),
    fc.stringMatching(/^[a-zA-Z0-9._@-]{1,12}$/),
    fc.stringMatching(/^[1-9][eE.,]?[0-9eE.,+-]{1,12}$/),
    fc
      .tuple(fc.constantFrom('Mar', 'jan', 'września', 'Dez', 'MAY'), fc.stringMatching(/^[-. ]?\d{1,4}$/))
      .map((parts) => parts.join('')),
  );

  it('is canonical and matches no rule, so that the shortcut changes nothing', () => {
    fc.assert(
      fc.property(texts, (text) => {
        if (!isOrdinaryKey(text)) return;
        expect(canonicalText(text)).toBe(text);
        expect(identityProblem(text, [], 'csv')).toBeUndefined();
      }),
      lawRuns(3000),
    );
  });
});

describe('the canonical form of a key', () => {
  it.each([
    ['leading and trailing spaces', ' \u00a0a1\t\ufeff', 'a1'],
    ['the notation ="…"', '="00123"', '00123'],
    ['the notation ="…" with spaces around it and in it', ' =" 1 " ', '1'],
    ['doubled quotes in it', '="a""b"', 'a"b'],
    ['a decomposed letter', 'cafe\u0301', 'café'],
    ['a letter that has a second code point', '\u212bsa', 'Åsa'],
  ])('has no %s', (_, sent, expected) => {
    expect(canonicalText(sent)).toBe(expected);
  });

  it.each(['="a"&"b"', '="a"b"', '="', '=a', '="a'])('keeps %s, which is a formula', (text) => {
    expect(unwrapText(text)).toBe(text);
    expect(identityProblem(canonicalText(text), [], 'csv')?.rule).toBe('formula');
  });
});
