import { describe, expect, it } from 'vitest';
import { fillPage } from '../../../page/lists/fill-page.ts';
import { subjectsOf } from '../../../page/operator/trail-subjects.ts';

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
