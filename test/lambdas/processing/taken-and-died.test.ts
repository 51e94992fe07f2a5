import { expect, it } from 'vitest';
import { applyInOrder, type ModelRecord } from './model.ts';
import { runFile } from './run-file.ts';

/** cy may have X only after ann has released it; a record of cy's between the two must not get it. */
const FILE: readonly ModelRecord[] = [
  { id: 'ann', codes: { q: 'X' } },
  { id: 'cy', codes: { q: 'X' } },
  { id: 'ann', codes: { q: null } },
  { id: 'cy', codes: { q: 'X' } },
];

it('a writer that dies between acquiring a claim and writing its user gives earlier records the same outcomes when it runs again', async () => {
  const { outcomes } = applyInOrder(FILE, new Map());
  expect(outcomes).toEqual(['created', 'failed', 'updated', 'created']);
  // Wherever it dies; among these places is the one between the claim and the user.
  for (let at = 0; at < 60; at++) {
    for (const size of [1, 2, 4]) {
      const run = await runFile([FILE], size, { deaths: new Set([at]) });
      expect(run.outcomes).toEqual([outcomes]);
      expect(run.unclaimed).toEqual([]);
    }
  }
});
