import { expect, it } from 'vitest';
import { applyInOrder, type ModelRecord } from './model.ts';
import { runFile } from './run-file.ts';

/** cy may have X only after ann has given it up; in between stands a record of cy's that must not have it. */
const FILE: readonly ModelRecord[] = [
  { id: 'ann', codes: { q: 'X' } },
  { id: 'cy', codes: { q: 'X' } },
  { id: 'ann', codes: { q: null } },
  { id: 'cy', codes: { q: 'X' } },
];

it('a writer that dies between taking a value and writing its user judges the records before as the first time', async () => {
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
