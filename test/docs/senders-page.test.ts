import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { outcomeOf, runCase, runMemberCase, sendersPage } from '../../scripts/docs/senders-page.ts';
import { CASES } from '../fixtures/cases/cases.ts';
import { MEMBER_CASES } from '../fixtures/cases/member-cases.ts';

describe('docs/senders.md', () => {
  it('is up to date: if not, run `npm run docs`', async () => {
    const page = readFileSync(new URL('../../docs/senders.md', import.meta.url), 'utf8');
    expect(await sendersPage()).toBe(page);
  });

  it.each(Object.values(CASES).flat())('shows what must become of a file with $holds', async (one) => {
    expect(outcomeOf(await runCase(one))).toEqual(one.becomes);
  });

  it.each(MEMBER_CASES)('shows what the members API answers about a file with $holds', async (one) => {
    expect((await runMemberCase(one)).becomes).toEqual(one.becomes);
  });
});
