import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isAudited } from '../../../lambdas/api/audit-operation.ts';
import { OPERATIONS } from '../../../lambdas/api/operations.ts';
import { fillPage } from '../../../page/lists/fill-page.ts';
import { subjectsOf } from '../../../page/operator/trail/trail-subjects.ts';
import { LANGUAGES, type Language, type TrailWords } from '../../../page/texts/language.ts';

describe('the audit trail of the console', () => {
  it('shows what an entry is about once, with the screens that show it', () => {
    const subject = { name: 'acme', sessionId: '0f', importId: 'imp_1', tenant: 'acme' };
    expect(subjectsOf({ subject })).toEqual([
      { name: 'tenant', value: 'acme', to: { name: 'operator', section: 'tenants', item: 'acme' } },
      { name: 'sessionId', value: '0f' },
      { name: 'importId', value: 'imp_1', to: { name: 'operator', section: 'imports', item: 'imp_1' } },
    ]);
    expect(subjectsOf({ subject }, 'acme').map(({ name }) => name)).toEqual(['sessionId', 'importId']);
    expect(subjectsOf({ subject: { id: 'imp_2' } })[0]?.to).toMatchObject({ item: 'imp_2' });
  });
});

const wordsIn = (language: Language): TrailWords =>
  JSON.parse(readFileSync(new URL(`../../../page/texts/trail/${language}.json`, import.meta.url), 'utf8'));

describe.each(LANGUAGES)('the acts of the audit trail in %s', (language) => {
  it('have words, and no two the same ones', async () => {
    const { operation, subject } = wordsIn(language);
    const audited = OPERATIONS.filter(isAudited).map(({ id }) => id);
    expect(audited.filter((id) => !Object.hasOwn(operation, id))).toEqual([]);
    const ofFunctions = ['editTenant', 'tenantErased', 'userErased'];
    expect(Object.keys(operation).sort()).toEqual([...audited, ...ofFunctions].sort());
    expect(new Set(Object.values(operation)).size).toBe(Object.keys(operation).length);
    expect(Object.values(operation)).toEqual(
      Object.values(operation).toSorted(new Intl.Collator(language).compare),
    );
    expect(Object.keys(subject)).toEqual(Object.keys(wordsIn('en').subject));
  });
});

it('the trail of the stage is filtered by each operation that operators may call', () => {
  const ofOperators = OPERATIONS.filter(({ callers = 'tenant' }) => callers !== 'tenant').filter(isAudited);
  for (const language of LANGUAGES)
    expect(wordsIn(language).stage).toEqual(expect.arrayContaining(ofOperators.map(({ id }) => id)));
});

describe('a page of a list', () => {
  it('is filled from short answers, begins where the last one ended, and gives up after many empty ones', async () => {
    const answers = [['a'], [], ['b', 'c'], ['d']];
    const load = async (cursor = '0') => {
      const at = Number(cursor);
      return { items: answers[at] ?? [], ...(at + 1 < answers.length && { next: String(at + 1) }) };
    };
    expect(await fillPage(load, { size: 3 })).toEqual({ items: ['a', 'b', 'c'], next: '3' });
    expect(await fillPage(load, { cursor: '3', size: 3 })).toEqual({ items: ['d'] });
    const empty = async () => ({ items: [], next: 'again' });
    expect(await fillPage(empty, { size: 1, mostRequests: 5 })).toEqual({ items: [], next: 'again' });
  });
});
