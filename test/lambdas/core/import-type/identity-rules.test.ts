import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KeyRuleSchema } from '../../../../lambdas/contracts/key-rules.ts';
import {
  canonicalText,
  identityProblem,
  isOrdinaryKey,
  unwrapText,
} from '../../../../lambdas/core/import-type/identity-rules.ts';
import { REFUSED_KEYS } from '../../../../scripts/docs/keys-page.ts';
import { lawRuns } from '../../../support/law-runs.ts';

const ALL = KeyRuleSchema.options;
const refused = Object.entries(REFUSED_KEYS).flatMap(([rule, values]) =>
  values.map((value) => ({ rule, value })),
);

const CSV = ['csv'] as const;
const BOTH = ['csv', 'json'] as const;

describe('the identity rules', () => {
  it.each(refused)('$rule refuses $value, and only a tenant that allows it takes it', ({ rule, value }) => {
    // Spreadsheets round numbers of CSV files only.
    for (const format of rule === 'rounded-number' ? CSV : BOTH) {
      expect(identityProblem(value, [], format)?.rule).toBe(rule);
      const others = ALL.filter((name) => name !== rule);
      expect(identityProblem(value, others, format)?.rule).toBe(rule);
    }
    const allowed = rule === 'control-character' ? rule : undefined;
    expect(identityProblem(value, ALL, 'csv')?.rule).toBe(allowed);
  });

  it('take a number with zeros after its 15th digit in JSON, which a program has written', () => {
    for (const value of REFUSED_KEYS['rounded-number'])
      expect(identityProblem(value, [], 'json')).toBeUndefined();
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
    '1e5',
    '7e',
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
  ])('take %s', (value) => {
    expect(canonicalText(value)).toBe(value);
    expect(identityProblem(value, [], 'csv')).toBeUndefined();
  });
});

describe('an ordinary key', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(...refused.map(({ value }) => value), 'a1', 'ann@b.co', '42', 'N.A.', 'n.a.', 'Nil'),
    fc.stringMatching(/^[a-zA-Z0-9._@-]{1,12}$/),
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
