import { describe, expect, it } from 'vitest';
import { PROBLEMS } from '../../../lambdas/api/problem.ts';
import { de } from '../../../page/texts/de.ts';
import { en } from '../../../page/texts/en.ts';
import { createFormat } from '../../../page/texts/format.ts';
import { chooseLanguage, LANGUAGES } from '../../../page/texts/language.ts';

type Leaf = readonly [path: string, value: unknown];

function leaves(value: unknown, path = ''): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

const english = new Map(leaves(en));
const german = new Map(leaves(de));

describe('texts', () => {
  it('every language has the same texts', () => {
    expect([...german.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it.each([
    ['English', english],
    ['German', german],
  ])('no text in %s is empty, or ends with a space', (_, texts) => {
    for (const [path, text] of texts)
      if (typeof text === 'string') expect(text, path).toMatch(/^\S(.*\S)?$/s);
  });

  it('no sentence in German is the English one', () => {
    const same = [...german].filter(([path, text]) => text === english.get(path));
    expect(same.filter(([, text]) => String(text).includes(' '))).toEqual([]);
  });

  it('every problem of the API that a person can meet has a text', () => {
    const without = Object.keys(PROBLEMS).filter((kind) => !Object.hasOwn(en.problems.byKind, kind));
    // The page would have to be wrong, or the request is repeated by the page.
    expect(without.sort()).toEqual([
      'idempotency-key-in-use',
      'idempotency-key-reused',
      'method-not-allowed',
      'precondition-required',
      'unsupported-media-type',
      'user-refused',
    ]);
  });

  it.each(LANGUAGES)('counts name one record and several in %s', (language) => {
    const { records, warnings } = language === 'en' ? en.outcomes : de.outcomes;
    expect([records(1), records(2000), warnings(0)]).toEqual(
      language === 'en'
        ? ['1 record', '2,000 records', '0 warnings']
        : ['1 Datensatz', '2.000 Datensätze', '0 Warnungen'],
    );
  });
});

describe('chooseLanguage', () => {
  it.each([
    [['de-AT', 'en'], 'de'],
    [['fr', 'de'], 'de'],
    [['fr'], 'en'],
    [[null, 'DE'], 'de'],
    [['en', 'de'], 'en'],
    [[], 'en'],
  ])('%j is %s', (wanted, language) => {
    expect(chooseLanguage(wanted)).toBe(language);
  });
});

describe('createFormat', () => {
  const format = createFormat('en');
  const now = Date.parse('2026-11-29T12:00:00Z');

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1400, '1.4 kB'],
    [26_200_000, '26.2 MB'],
    [5_000_000_000_000, '5,000 GB'],
  ])('%i bytes are %s', (bytes, text) => {
    expect(format.bytes(bytes)).toBe(text);
  });

  it.each([
    [0, '0 sec'],
    [59.4, '59 sec'],
    [200, '3 min 20 sec'],
    [3600, '1 hr'],
    [7300, '2 hr 1 min'],
  ])('%d seconds are %s', (seconds, text) => {
    expect(format.duration(seconds)).toBe(text);
  });

  it.each([
    ['2026-11-29T11:59:30Z', 'now'],
    ['2026-11-29T12:00:30Z', 'now'],
    ['2026-11-29T11:55:00Z', '5 minutes ago'],
    ['2026-11-29T09:00:00Z', '3 hours ago'],
    ['2026-11-28T11:00:00Z', 'yesterday'],
    ['2026-11-09T12:00:00Z', '20 days ago'],
  ])('%s is %s', (iso, text) => {
    expect(format.ago(iso, now)).toBe(text);
  });
});
