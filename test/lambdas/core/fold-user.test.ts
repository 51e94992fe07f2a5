import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Fold,
  type FoldContext,
  foldUser,
  type PendingRecord,
  type StoredUser,
} from '../../../lambdas/core/fold-user.ts';
import type { User, UserChange } from '../../../lambdas/core/user.ts';
import { participants } from '../../../lambdas/import-types/participants.ts';
import { change, user } from './arbitraries.ts';

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
function afterWrite(
  before: StoredUser | undefined,
  fold: Fold,
  { importId, chunk }: FoldContext,
): StoredUser | undefined {
  const next = fold.records.at(-1)?.after;
  if (fold.write === undefined || next === undefined) return before;
  return {
    user: next,
    version: (before?.version ?? 0) + 1,
    mark: { importId, chunk, outcomes: fold.write.outcomes },
  };
}

const context = (m: FoldContext['mode'], chunk = 0): FoldContext => ({
  type: participants,
  mode: m,
  importId: 'imp_1',
  chunk,
});

describe('a fold', () => {
  it('of a chunk’s records gives what one write for each would give', () => {
    fc.assert(
      fc.property(stored, changes, mode, (before, list, m) => {
        const once = foldUser(before, numbered(list), context(m));
        let current = before;
        const outcomes = numbered(list).map((record, i) => {
          // Chunks of one record each: none finds the mark of another.
          const step = foldUser(current, [record], context(m, i));
          current = afterWrite(current, step, context(m, i));
          return step.records[0]?.outcome;
        });
        expect(once.records.map(({ outcome }) => outcome)).toEqual(outcomes);
        expect(afterWrite(before, once, context(m))?.user).toEqual(current?.user);
      }),
    );
  });

  it('that is done again finds its own mark, tells the same and writes nothing', () => {
    fc.assert(
      fc.property(stored, changes, mode, (before, list, m) => {
        const first = foldUser(before, numbered(list), context(m));
        fc.pre(first.write !== undefined);
        const again = foldUser(afterWrite(before, first, context(m)), numbered(list), context(m));
        expect(again.write).toBeUndefined();
        const told = ({ records }: Fold) =>
          records.map(({ recordNumber, outcome, after }) => ({ recordNumber, outcome, after }));
        expect(told(again)).toEqual(told(first));
      }),
    );
  });

  it('that is done again does not apply a record that failed, though it could by now', () => {
    const fields = (count: number) =>
      new Map(Array.from({ length: count }, (_, i) => [`customFields.f${i}`, i] as const));
    const full: StoredUser = {
      user: { fields: fields(100), segments: new Set() },
      version: 1,
      mark: undefined,
    };
    const base = { userKey: 'k', clear: new Set<string>(), clearFamilies: new Set<string>(), segments: [] };
    const records = numbered([
      { ...base, set: new Map([['customFields.new', 1]]) },
      { ...base, set: new Map(), clearFamilies: new Set(['customFields.']) },
    ]);
    const first = foldUser(full, records, context('upsert'));
    expect(first.records.map(({ outcome }) => outcome)).toEqual(['failed', 'updated']);
    const again = foldUser(afterWrite(full, first, context('upsert')), records, context('upsert'));
    expect(again.records.map(({ outcome }) => outcome)).toEqual(['failed', 'updated']);
    expect(again.records[0]?.issues).toHaveLength(1);
  });

  it.each([
    ['another chunk', { importId: 'imp_1', chunk: 1 }],
    ['another import', { importId: 'imp_2', chunk: 0 }],
  ])('ignores the mark of %s', (_, other) => {
    const ann: User = { fields: new Map([['firstName', 'Ann']]), segments: new Set() };
    const mark = { ...other, outcomes: { 10: 'created' as const } };
    const record: UserChange = {
      userKey: 'k',
      set: new Map([['firstName', 'Ann']]),
      clear: new Set(),
      clearFamilies: new Set(),
      segments: [],
    };
    const { records } = foldUser({ user: ann, version: 1, mark }, numbered([record]), context('upsert'));
    expect(records[0]?.outcome).toBe('unchanged');
  });

  it('creates a user once, however many of its records there are', () => {
    fc.assert(
      fc.property(changes, (list) => {
        const { records } = foldUser(undefined, numbered(list), context('upsert'));
        const created = records.filter(({ outcome }) => outcome === 'created').length;
        expect(created).toBe(records.every(({ outcome }) => outcome === 'failed') ? 0 : 1);
      }),
    );
  });
});
