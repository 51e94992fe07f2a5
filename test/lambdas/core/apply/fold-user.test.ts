import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Claims,
  type FoldContext,
  type FoldedUser,
  foldUser,
} from '../../../../lambdas/core/apply/fold-user.ts';
import type { PendingRecord } from '../../../../lambdas/core/apply/plan-with-claims.ts';
import type { StoredUser } from '../../../../lambdas/core/user/stored-user.ts';
import type { User, UserChange } from '../../../../lambdas/core/user/user.ts';
import { participants } from '../../support/participants.ts';
import { change, user } from '../arbitraries.ts';

const mode = fc.constantFrom('upsert' as const, 'create-only' as const, 'update-only' as const);
const stored = fc.option(
  user.map((u): StoredUser => ({ user: u, version: 3, mark: undefined })),
  { nil: undefined },
);
const changes = fc.array(change, { minLength: 1, maxLength: 6 });

function numbered(list: readonly UserChange[]): PendingRecord[] {
  return list.map((one, i) => ({ recordNumber: 10 + i, change: one }));
}

/** The table after the write that a fold asks for. */
function afterWrite(before: StoredUser | undefined, fold: FoldedUser): StoredUser | undefined {
  const next = fold.records.at(-1)?.after;
  if (fold.write === undefined || next === undefined) return before;
  return {
    user: next,
    version: (before?.version ?? 0) + 1,
    mark: fold.write.mark,
  };
}

const context = (m: FoldContext['mode'], chunk = 0): FoldContext => ({
  type: participants,
  tenant: 'acme',
  mode: m,
  importId: 'imp_1',
  fencingToken: 7,
  step: `chunk ${chunk}`,
  onTaken: 'fail',
});
const NO_CLAIMS: Claims = new Map();

/** Folds records that no claim and no other invocation stops. */
function fold(
  stored: StoredUser | undefined,
  records: readonly PendingRecord[],
  foldContext: FoldContext,
): FoldedUser {
  const folded = foldUser(stored, records, NO_CLAIMS, foldContext);
  if (folded.kind !== 'folded') throw new Error(`expected a folded user, found ${folded.kind}`);
  return folded;
}

describe('a fold', () => {
  it('gives the same result as one write for each record', () => {
    fc.assert(
      fc.property(stored, changes, mode, (before, list, m) => {
        const once = fold(before, numbered(list), context(m));
        let current = before;
        const outcomes = numbered(list).map((record, i) => {
          // Chunks of one record each: none finds the mark of another.
          const step = fold(current, [record], context(m, i));
          current = afterWrite(current, step);
          return step.records[0]?.outcome;
        });
        expect(once.records.map(({ outcome }) => outcome)).toEqual(outcomes);
        expect(afterWrite(before, once)?.user).toEqual(current?.user);
      }),
    );
  });

  it('finds its own mark when it runs again, gives the same results and writes nothing', () => {
    fc.assert(
      fc.property(stored, changes, mode, (before, list, m) => {
        const first = fold(before, numbered(list), context(m));
        fc.pre(first.write !== undefined);
        const again = fold(afterWrite(before, first), numbered(list), context(m));
        expect(again.write).toBeUndefined();
        const resultsOf = ({ records }: FoldedUser) =>
          records.map(({ recordNumber, outcome, after }) => ({ recordNumber, outcome, after }));
        expect(resultsOf(again)).toEqual(resultsOf(first));
      }),
    );
  });

  it('does not apply a record that failed in its first run, even if it would succeed now', () => {
    const fields = (count: number) =>
      new Map(Array.from({ length: count }, (_, i) => [`customFields.f${i}`, i] as const));
    const full: StoredUser = {
      user: { fields: fields(100), sets: new Map() },
      version: 1,
      mark: undefined,
    };
    const base = {
      userKey: 'k',
      clear: new Set<string>(),
      clearFamilies: new Set<string>(),
      sets: new Map(),
    };
    const records = numbered([
      { ...base, set: new Map([['customFields.new', 1]]) },
      { ...base, set: new Map(), clearFamilies: new Set(['customFields.']) },
    ]);
    const first = fold(full, records, context('upsert'));
    expect(first.records.map(({ outcome }) => outcome)).toEqual(['failed', 'updated']);
    const again = fold(afterWrite(full, first), records, context('upsert'));
    expect(again.records.map(({ outcome }) => outcome)).toEqual(['failed', 'updated']);
    expect(again.records[0]?.issues).toHaveLength(1);
  });

  it.each([
    ['an earlier step', { importId: 'imp_1', step: 'chunk 1', fencingToken: 7, lastRecordNumber: 9 }],
    ['an earlier import', { importId: 'imp_0', step: 'chunk 0', fencingToken: 6, lastRecordNumber: 99 }],
  ])('ignores the mark of %s', (_, other) => {
    const ann: User = { fields: new Map([['firstName', 'Ann']]), sets: new Map() };
    const mark = { ...other, outcomes: { 10: 'created' as const }, released: {} };
    const record: UserChange = {
      userKey: 'k',
      set: new Map([['firstName', 'Ann']]),
      clear: new Set(),
      clearFamilies: new Set(),
      sets: new Map(),
    };
    const { records } = fold({ user: ann, version: 1, mark }, numbered([record]), context('upsert'));
    expect(records[0]?.outcome).toBe('unchanged');
  });

  it.each([
    [
      'a later record of the file was applied by another step',
      { importId: 'imp_1', step: 'deferred 3', fencingToken: 7, lastRecordNumber: 10 },
    ],
    [
      'the tenant’s turn went on',
      { importId: 'imp_2', step: 'chunk 0', fencingToken: 8, lastRecordNumber: 1 },
    ],
  ])('does nothing when %s', (_, other) => {
    const mark = { ...other, outcomes: {}, released: {} };
    const ann: User = { fields: new Map([['firstName', 'Ann']]), sets: new Map() };
    const base = {
      userKey: 'k',
      clear: new Set<string>(),
      clearFamilies: new Set<string>(),
      sets: new Map(),
    };
    const records = numbered([{ ...base, set: new Map([['firstName', 'Old']]) }]);
    const stored = { user: ann, version: 1, mark };
    expect(foldUser(stored, records, NO_CLAIMS, context('upsert'))).toEqual({ kind: 'overtaken' });
  });

  it('treats an item without fields as no user: it is the placeholder of an interrupted creation', () => {
    const place: StoredUser = { user: { fields: new Map(), sets: new Map() }, version: 1, mark: undefined };
    fc.assert(
      fc.property(changes, mode, (list, m) => {
        const onPlace = fold(place, numbered(list), context(m));
        const onNothing = fold(undefined, numbered(list), context(m));
        expect(onPlace).toEqual(onNothing);
      }),
    );
  });

  it('creates a user once, however many of its records there are', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const { records } = fold(undefined, numbered(list), context('upsert'));
        const created = records.filter(({ outcome }) => outcome === 'created').length;
        expect(created).toBe(records.every(({ outcome }) => outcome === 'failed') ? 0 : 1);
      }),
    );
  });
});
