import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { userItemBytes } from '../../../../lambdas/core/user/item-size.ts';
import type { User } from '../../../../lambdas/core/user/user.ts';
import { applyDiff, diffUsers, splitDiff } from '../../../../lambdas/core/user/user-diff.ts';
import { lawRuns } from '../../../support/law-runs.ts';

const text = fc.nat(300).map((length) => 'x'.repeat(length));
const names = fc.constantFrom(...Array.from({ length: 12 }, (_, n) => `name${n}`));
const setNames = fc.constantFrom('segments', 'groups');
const user: fc.Arbitrary<User> = fc.record({
  fields: fc.dictionary(names, text).map((fields) => new Map(Object.entries(fields))),
  sets: fc
    .dictionary(setNames, fc.uniqueArray(text, { minLength: 1, maxLength: 4 }))
    .map((sets) => new Map(Object.entries(sets).map(([name, elements]) => [name, new Set(elements)]))),
});

describe('the parts of a diff', () => {
  it('make the user of it, each with few attributes, and the user is never larger than before or after', () => {
    fc.assert(
      fc.property(user, user, fc.integer({ min: 1, max: 5 }), (before, after, maxAttributes) => {
        const largest = Math.max(userItemBytes('key', before), userItemBytes('key', after));
        let current = before;
        for (const part of splitDiff(before, diffUsers(before, after), maxAttributes)) {
          expect(part.set.size + part.remove.length + part.sets.size).toBeLessThanOrEqual(maxAttributes);
          current = applyDiff(current, part);
          expect(userItemBytes('key', current)).toBeLessThanOrEqual(largest);
        }
        expect(current).toEqual(after);
      }),
      lawRuns(500),
    );
  });
});
