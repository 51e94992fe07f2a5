import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../../client/errors.ts';
import { PROBLEMS, type ProblemName, problemType } from '../../../lambdas/api/problem.ts';
import { REJECTION_CODES } from '../../../lambdas/contracts/rejection.ts';
import { ERROR_CATALOGUE } from '../../../lambdas/runtime/errors.ts';
import { describeFailure } from '../../../page/api/problems.ts';
import { en, type Texts } from '../../../page/texts/en.ts';
import { createFormat } from '../../../page/texts/format.ts';
import {
  chooseLanguage,
  LANGUAGES,
  type Language,
  loadTexts,
  quotesOf,
} from '../../../page/texts/language.ts';
import { rejections } from '../../../page/texts/rejections.ts';
import { type Sentence, translator } from '../../../page/texts/service/translate.ts';
import { withoutOptions } from '../../../page/texts/without-options.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');

type Leaf = readonly [path: string, value: unknown];

function leaves(value: unknown, path = ''): readonly Leaf[] {
  if (typeof value !== 'object' || value === null) return [[path, value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

/** Each text by its path; of a text with values, one with some values. */
function textsOf(texts: Texts): ReadonlyMap<string, string> {
  return new Map(
    leaves(texts).flatMap(([path, value]) =>
      typeof value === 'function'
        ? leaves(callOnAny(value as (...values: unknown[]) => unknown), path).map(
            ([inner, text]) => [inner, String(text)] as const,
          )
        : [[path, String(value)] as const],
    ),
  );
}

/** Numbers and texts are not told apart at run time. */
function callOnAny(text: (...values: unknown[]) => unknown): unknown {
  const tries = [2, 'x'].map((value) => () => text(...Array.from({ length: text.length }, () => value)));
  for (const attempt of tries)
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
    }
  return text('x', 2, 2);
}

const english = textsOf(en);
const others = LANGUAGES.filter((language) => language !== 'en');

const SEVERAL_WORDS = /\p{L}{2}.*\s.*\p{L}{2}/u;

/** Words that no other language of the page has. */
const ENGLISH_WORDS =
  /\b(the|of|and|is|are|must|with|your|you|this|that|from|has|have|been|file|row|record)s?\b/i;

function sentencesOf(language: Language): readonly Sentence[] {
  if (language === 'en') return [];
  return JSON.parse(readFileSync(join(ROOT, 'page', 'texts', 'service', `${language}.json`), 'utf8'));
}

/** Sentences for what the service says, without signs that they name, and names of programs. */
function ownSentences(language: Language): readonly string[] {
  return sentencesOf(language).map(([, own]) => own.replaceAll(/\("+\)|`[^`]+`/g, ''));
}

describe('texts', () => {
  it('each file of a language is one that the page knows', () => {
    const files = globSync('page/texts/??.ts', { cwd: ROOT }).map((file) => basename(file, '.ts'));
    expect(files.sort()).toEqual([...LANGUAGES].sort());
  });

  it.each(others)('%s has the same texts as English, and with the same values', async (language) => {
    const [own, all] = [leaves(await loadTexts(language)), leaves(en)];
    expect(own.map(([path]) => path).sort()).toEqual(all.map(([path]) => path).sort());
    const kinds = new Map(all.map(([path, value]) => [path, typeof value]));
    for (const [path, value] of own) expect(typeof value, path).toBe(kinds.get(path));
  });

  it.each(LANGUAGES)('no text in %s is empty, or ends with a space', async (language) => {
    for (const [path, text] of textsOf(await loadTexts(language))) expect(text, path).toMatch(/^\S(.*\S)?$/s);
  });

  it.each(others)('no sentence in %s is the English one, or has English words', async (language) => {
    const texts = [...textsOf(await loadTexts(language))].filter(([, text]) => SEVERAL_WORDS.test(text));
    expect(texts.filter(([path, text]) => text === english.get(path))).toEqual([]);
    expect(texts.filter(([, text]) => ENGLISH_WORDS.test(text))).toEqual([]);
  });

  it.each(LANGUAGES)('texts in %s have the quotes of their language, in pairs', async (language) => {
    const texts = [...textsOf(await loadTexts(language))].map(([, text]) => text);
    const [open, close] = quotesOf(language);
    const others = new RegExp(`[${'"`„“”‟«»'.replaceAll(open, '').replaceAll(close, '')}]`);
    const pair = new RegExp(`${open}[^${open}${close}]+${close}`, 'g');
    for (const text of [...texts, ...ownSentences(language)]) {
      expect(text).not.toMatch(others);
      expect(text.replaceAll(pair, '')).not.toMatch(new RegExp(`[${open}${close}]`));
      // An apostrophe is not a single quote.
      expect(text).not.toMatch(/'|‘/);
    }
  });

  it.each(LANGUAGES)('every problem of the API has a title and advice in %s', async (language) => {
    const texts = await loadTexts(language);
    const own = new Set(textsOf(texts).values());
    for (const kind of Object.keys(PROBLEMS) as ProblemName[]) {
      const body = { type: problemType(kind), title: '', status: 400, detail: '', requestId: 'r' };
      const { title, advice } = describeFailure(new ApiProblem(body), texts);
      expect([own.has(title), own.has(advice)], kind).toEqual([true, true]);
    }
  });

  it('every problem of the API that a person can meet has a text of its own', () => {
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

  it('every error for which an import ends, and that its sender can do something about, has a cause', () => {
    const ends = Object.entries(ERROR_CATALOGUE).flatMap(([name, { kind, meaning }]) =>
      kind === 'sender' && !meaning.includes('No import was started') ? [name] : [],
    );
    expect(ends).toContain('SourceDeleted');
    const texts = [...Object.keys(en.outcome.causes), 'FileRejected'];
    expect(ends.filter((name) => !texts.includes(name))).toEqual([]);
  });

  it.each(LANGUAGES)(
    'the reasons of rejections in %s are all codes, and name steps and buttons as the page does',
    async (language) => {
      const texts = await loadTexts(language);
      const translate = language === 'en' ? (text: string) => text : translator(sentencesOf(language));
      expect(Object.keys(rejections).sort()).toEqual(Object.keys(REJECTION_CODES).sort());
      const all = Object.values(rejections).flatMap(({ cause, advice }) => [cause, advice]);
      expect(all.filter((text) => translate(withoutOptions(text)) === undefined)).toEqual([]);
      const { MISSING_COLUMN, WRONG_ENCODING, WRONG_FORMAT } = rejections;
      expect(translate(MISSING_COLUMN.advice)).toContain(texts.import.step.columns);
      expect(translate(WRONG_FORMAT.advice)).toContain(texts.import.step.file);
      expect(translate(WRONG_ENCODING.advice)).toContain(texts.reading.correct);
    },
  );

  it.each([
    ['en', ['1 record', '2,000 records', '0 warnings']],
    ['de', ['1 Datensatz', '2.000 Datensätze', '0 Warnungen']],
  ] as const)('counts name one record and several in %s', async (language, counts) => {
    const { records, warnings } = (await loadTexts(language)).outcomes;
    expect([records(1), records(2000), warnings(0)]).toEqual(counts);
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
