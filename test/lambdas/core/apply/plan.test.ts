import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyChange, plan } from '../../../../lambdas/core/apply/plan.ts';
import { MAX_ITEM_BYTES, userItemBytes } from '../../../../lambdas/core/user/item-size.ts';
import { NO_USER, type User, type UserChange } from '../../../../lambdas/core/user/user.ts';
import { diffUsers, isEmptyDiff } from '../../../../lambdas/core/user/user-diff.ts';
import { participants } from '../../support/participants.ts';
import { change, user } from '../arbitraries.ts';

const NOTHING: UserChange = {
  userKey: 'acme/participants/a/u',
  set: new Map(),
  clear: new Set(),
  clearFamilies: new Set(),
  sets: new Map(),
};
const ANN: User = { fields: new Map([['firstName', 'Ann']]), sets: new Map() };
const rename = (name: string): UserChange => ({ ...NOTHING, set: new Map([['firstName', name]]) });

describe('plan', () => {
  it.each([
    ['upsert', undefined, rename('Ann'), 'created'],
    ['upsert', ANN, rename('Bob'), 'updated'],
    ['upsert', ANN, rename('Ann'), 'unchanged'],
    ['upsert', undefined, NOTHING, 'created'],
    ['create-only', undefined, rename('Ann'), 'created'],
    ['create-only', ANN, rename('Ann'), 'CONFLICT'],
    ['update-only', undefined, rename('Ann'), 'NOT_FOUND'],
    ['update-only', ANN, rename('Bob'), 'updated'],
    ['update-only', ANN, rename('Ann'), 'unchanged'],
  ] as const)('in mode %s, with the user %o, makes of %o: %s', (mode, before, wanted, expected) => {
    const planned = plan(participants, mode, before, wanted);
    expect(planned.outcome === 'failed' ? planned.issues[0]?.code : planned.outcome).toBe(expected);
  });

  it('reports unchanged when a change is applied to its own result', () => {
    fc.assert(
      fc.property(fc.option(user, { nil: undefined }), change, (before, wanted) => {
        const first = plan(participants, 'upsert', before, wanted);
        fc.pre(first.outcome !== 'failed');
        expect(plan(participants, 'upsert', first.next, wanted)).toEqual({
          outcome: 'unchanged',
          next: first.next,
        });
      }),
    );
  });

  it('reports unchanged if and only if there is nothing to write', () => {
    fc.assert(
      fc.property(user, change, (before, wanted) => {
        const planned = plan(participants, 'upsert', before, wanted);
        fc.pre(planned.outcome !== 'failed');
        expect(isEmptyDiff(diffUsers(before, planned.next))).toBe(planned.outcome === 'unchanged');
      }),
    );
  });

  it('changes no field that the change does not contain', () => {
    fc.assert(
      fc.property(user, change, (before, wanted) => {
        const { set, remove } = diffUsers(before, applyChange(before, wanted));
        const families = [...wanted.clearFamilies];
        const carried = (name: string) =>
          wanted.set.has(name) ||
          wanted.clear.has(name) ||
          families.some((family) => name.startsWith(family));
        expect([...set.keys(), ...remove].filter((name) => !carried(name))).toEqual([]);
      }),
    );
  });

  it('refuses a user that is too large for the table, and accepts one of exactly the maximum size', () => {
    const room =
      MAX_ITEM_BYTES -
      userItemBytes(NOTHING.userKey, { fields: new Map([['firstName', '']]), sets: new Map() });
    expect(plan(participants, 'upsert', undefined, rename('x'.repeat(room))).outcome).toBe('created');
    const planned = plan(participants, 'upsert', undefined, rename('x'.repeat(room + 1)));
    expect(planned).toMatchObject({ outcome: 'failed', issues: [{ code: 'ITEM_TOO_LARGE' }] });
    // Bytes, not characters.
    expect(plan(participants, 'upsert', undefined, rename('é'.repeat(room / 2 + 1))).outcome).toBe('failed');
  });

  it('keeps an immutable field when its whole family is cleared', () => {
    const type = { ...participants, immutable: new Set(['customFields.a']) };
    const before: User = { fields: new Map([['customFields.a', 1]]), sets: new Map() };
    const planned = plan(type, 'upsert', before, { ...NOTHING, clearFamilies: new Set(['customFields.']) });
    expect(planned).toMatchObject({
      outcome: 'failed',
      issues: [{ code: 'CONFLICT', field: 'customFields.a' }],
    });
  });
});

describe('a diff', () => {
  it('turns the first user into the second when it is written', () => {
    fc.assert(
      fc.property(fc.option(user, { nil: undefined }), user, (from, to) => {
        const diff = diffUsers(from, to);
        const { fields, sets } = from ?? NO_USER;
        const written = new Map(
          [...fields].filter(([name]) => !diff.remove.includes(name)).concat([...diff.set]),
        );
        expect(written).toEqual(to.fields);
        for (const name of new Set([...sets.keys(), ...to.sets.keys()])) {
          const change = diff.sets.get(name) ?? { add: new Set(), delete: new Set() };
          const kept = (sets.get(name) ?? new Set()).difference(change.delete).union(change.add);
          expect(kept).toEqual(to.sets.get(name) ?? new Set());
        }
      }),
    );
  });

  it('between a user and itself is empty', () => {
    fc.assert(fc.property(user, (u) => isEmptyDiff(diffUsers(u, u))));
  });
});
