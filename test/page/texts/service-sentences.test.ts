import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ApiProblem } from '../../../client/errors.ts';
import { PROBLEMS, problemType } from '../../../lambdas/api/problem.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import { IMPORT_TYPES } from '../../../lambdas/import-types/registry.ts';
import { describeFailure } from '../../../page/api/problems.ts';
import { en } from '../../../page/texts/en.ts';
import { LANGUAGES, type Language, quotesOf } from '../../../page/texts/language.ts';
import { type Sentence, translator } from '../../../page/texts/service/translate.ts';
import { withoutOptions } from '../../../page/texts/without-options.ts';
import { askedFor, CASE_FILES } from '../check/case-files.ts';
import { checkInPage } from '../check/check-file.ts';
import { problemDetails } from '../support/problem-details.ts';

const others = LANGUAGES.filter((language) => language !== 'en');

/** English words that are left in a translated text, outside of what the sender wrote. */
const LEFT = /\b(the|and|which|with|found|must|was|is|or|it|of)\b/;
const WRITTEN = /"(?:[^"\\]|\\.)*"|„[^“]*“|`[^`]*`|\([^)]*\)/g;

/** What the check of all files of the project's cases says: the messages of records, their kinds, and those of files. */
async function said(): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const file of CASE_FILES) {
    const { client, inspected, summary } = await checkInPage(new Uint8Array(file.bytes), ...askedFor(file));
    if (inspected.rejection !== undefined || summary === undefined || summary.state === 'rejected') continue;
    for (const { kind } of summary.groups) found.add(kind);
    for (const { message } of summary.ofFile) found.add(message);
    const { selection, count } = await client.ask('select', { filter: { kind: 'bad' } });
    const { rows } = await client.ask('rows', { selection, from: 0, count });
    for (const { message } of rows.flatMap(({ issues }) => issues)) found.add(message);
  }
  return found;
}

/** What each type says about its fields. */
function rules(): ReadonlySet<string> {
  const types = IMPORT_TYPES.map(({ sample, resolve }) => {
    const settings = { ...NO_SETTINGS, ...sample.settings };
    return resolve({ settings, parameters: sample.parameters });
  });
  return new Set(
    types.flatMap(({ fields }) => fields.flatMap(({ description, expected }) => [description, expected])),
  );
}

const SERVICE = join(import.meta.dirname, '..', '..', '..', 'page', 'texts', 'service');

function sentencesOf(language: string): readonly Sentence[] {
  return JSON.parse(readFileSync(join(SERVICE, `${language}.json`), 'utf8'));
}

const translatorOf = (language: Language) => translator(sentencesOf(language), quotesOf(language));

function expectTranslated(language: Language, messages: readonly string[]): void {
  expect(messages.filter((message) => /[“”„«»]/.test(message.replaceAll(WRITTEN, '')))).toEqual([]);
  const translate = translatorOf(language);
  const all = messages.map(withoutOptions);
  expect(all.filter((message) => translate(message) === undefined)).toEqual([]);
  const texts = all.map((message) => translate(message)?.replaceAll(WRITTEN, ''));
  expect(texts.filter((text) => LEFT.test(text ?? ''))).toEqual([]);
}

/** What the page shows of a problem in the words of the service. */
function detailOf(kind: string, detail: string): string | undefined {
  const body = { type: problemType('conflict'), title: '', status: 409, detail, requestId: 'r' };
  const code = Object.hasOwn(en.problems.byCode, kind) ? { code: kind } : {};
  const type = Object.hasOwn(PROBLEMS, kind) ? { type: `urn:rollcall:problem:${kind}` } : {};
  return describeFailure(new ApiProblem({ ...body, ...type, ...code }), en).detail;
}

describe.each(others)('messages of the service in %s', (language) => {
  it('have the same parts in both languages', () => {
    const partsOf = (text: string) => new Set(text.match(/\{[a-z]\w*\}|<[a-z]\w*>/g));
    for (const [service, own] of sentencesOf(language))
      expect([...partsOf(own).difference(partsOf(service))], service).toEqual([]);
  });

  it('have straight quotes where the service writes them', () => {
    // Reasons of rejections are texts of the page.
    const ofPage = readFileSync(join(SERVICE, '..', 'rejections.ts'), 'utf8');
    const services = sentencesOf(language).map(([service]) => service);
    const ofService = services.filter((service) => !ofPage.includes(service));
    expect(ofService.length).toBeGreaterThan(300);
    expect(ofService.filter((service) => /[“”„«»‘]/.test(service))).toEqual([]);
    const translate = translatorOf(language);
    const [open, close] = quotesOf(language);
    expect(translate('email must be true or false, found "x"')).toMatch(`${open}x${close}`);
    expect(translate('a date such as "2016-03-22"')).toContain('"2016-03-22"');
  });

  it('are those that the project’s cases lead to, and the rules of all fields', async () => {
    const messages = [...(await said()), ...rules()];
    expect(messages.length).toBeGreaterThan(150);
    expectTranslated(language, messages);
  });

  it('are the notes of all import types', () => {
    const notes = IMPORT_TYPES.flatMap((type) => type.notes ?? []);
    expect(notes.length).toBeGreaterThan(10);
    expectTranslated(language, notes);
  });

  it('are the details of the problems that the page shows, if they are not about single fields', () => {
    const shown = problemDetails().filter(({ kind, detail }) => detailOf(kind, detail) !== undefined);
    expect(shown.length).toBeGreaterThan(40);
    expectTranslated(
      language,
      shown.map(({ detail }) => detail),
    );
  });

  it('have what the sender wrote as it is', () => {
    const translate = translatorOf(language);
    const [open, close] = quotesOf(language);
    const word = fc.stringMatching(/^[a-z; .,]{1,20}$/);
    fc.assert(
      fc.property(word, word, (name, value) => {
        const shown = JSON.stringify(value);
        const own = translate(`${name.replaceAll(/[;,. ]/g, '')}x must be true or false, found ${shown}`);
        expect(own).toContain(`${open}${shown.slice(1, -1)}${close}`);
      }),
    );
  });

  it('are not half translated', () => {
    const translate = translatorOf(language);
    expect(translate('email must be an e-mail address; ask the oracle')).toBeUndefined();
    expect(translate('email must be a banana')).toBeUndefined();
    expect(translate('')).toBeUndefined();
  });
});

describe('the import types', () => {
  it('have names in each language', () => {
    expect(Object.keys(en.importTypeNames).sort()).toEqual(IMPORT_TYPES.map(({ name }) => name).sort());
  });
});

describe('translator', () => {
  it.each([
    ['copies names', 'a is odd', 'a ist ungerade'],
    ['translates parts', 'a needs a key', 'a braucht einen Schlüssel'],
    ['translates what to do after what is wrong', 'a is odd; fix it', 'a ist ungerade. Behebe es'],
    ['keeps the end of a sentence', 'a is odd.', 'a ist ungerade.'],
    ['translates a text that was cut', 'a is odd …', 'a ist ungerade …'],
    ['leaves what it does not know', 'a is even', undefined],
    ['leaves parts that it does not know', 'a needs a saw', undefined],
    ['reads values to their closing quote', 'found "b\\"; c", fix it', '"b\\"; c" gefunden: behebe es'],
  ])('%s', (_, text, own) => {
    const translate = translator([
      ['{name} is odd', '{name} ist ungerade'],
      ['{name} needs <what>', '{name} braucht <what>'],
      ['a key', 'einen Schlüssel'],
      ['fix it', 'behebe es'],
      ['found {value}, <advice>', '{value} gefunden: <advice>'],
    ]);
    expect(translate(text)).toBe(own);
  });
});
