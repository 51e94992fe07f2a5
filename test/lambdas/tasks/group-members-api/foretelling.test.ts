import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MEMBER_FIELDS } from '../../../../lambdas/contracts/group-members.ts';
import type { ResultId } from '../../../../lambdas/contracts/group-members-api.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { GROUP, OTHER_GROUP, PHONE } from '../../import-types/network.ts';
import { startApi } from './api.ts';

const CSV = 'partners/acme/staging/users.csv';
const ROLE = `memberships.${GROUP}.roleId`;
const BLOCKED = `memberships.${GROUP}.blocked`;

const email = fc.constantFrom('a@x.example', 'A@X.example', 'b@x.example', 'c@x.example', 'no address', '');
const text = fc.constantFrom('', 'Ann', 'a "quote"', 'a, comma; or\n two', ' ', '=1+1');
const row = fc.tuple(email, text, text, text);
const membership = fc.record({
  group: fc.constantFrom(GROUP, OTHER_GROUP),
  roleId: fc.integer({ min: 1, max: 5 }),
  blocked: fc.boolean(),
});
type Row = readonly [string, string, string, string];

const recordOf = (cells: Row) => ({
  fields: [...MEMBER_FIELDS.map(({ id }) => id), PHONE].map((id, i) => ({ id, value: cells[i] ?? '' })),
});
const csvOf = (rows: readonly Row[]) =>
  rows.map((cells) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');

/** What must have become of a record's user, by what was foretold of the record. */
const MUST_HAVE_BEEN: Readonly<
  Record<ResultId, (before: Readonly<Record<string, unknown>> | undefined) => boolean>
> = {
  1: (before) => before === undefined,
  2: (before) => before !== undefined && before[ROLE] === undefined,
  3: (before) => before?.[ROLE] !== undefined && before[BLOCKED] === false,
  4: () => true,
  5: () => true,
  6: (before) => before?.[ROLE] !== undefined && before[BLOCKED] === true,
};

describe('an evaluation', () => {
  it('predicts the result of the import of the same records, and changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(membership, fc.array(row, { minLength: 1, maxLength: 3 })), { maxLength: 3 }),
        fc.record({ roleId: fc.integer({ min: 1, max: 5 }), blocked: fc.boolean() }),
        fc.array(row, { minLength: 1, maxLength: 6 }),
        async (earlier, choice, rows) => {
          const api = startApi({ uploads: { [CSV]: csvOf(rows) } });
          for (const [parameters, those] of earlier)
            await api.bulkImport({ ...parameters, records: those.map(recordOf) });
          const before = api.users();
          const parameters = { group: GROUP, ...choice };
          const foretold = await api.evaluate({ ...parameters, selectedFields: [PHONE], csvPath: CSV });
          expect(foretold.status).toBe(200);
          expect(api.users()).toEqual(before);

          const done = await api.bulkImport({ ...parameters, records: rows.map(recordOf) });
          const after = api.users();
          expect(done.object.output.map(({ resultId }) => resultId)).toEqual(
            foretold.object.output.map(({ resultId }) => resultId),
          );
          const touched = new Set<string>();
          for (const { email: address, resultId } of foretold.object.output) {
            const key = `acme/group-members/${address.toLowerCase()}`;
            expect([resultId, MUST_HAVE_BEEN[resultId](before[key])]).toEqual([resultId, true]);
            expect([address, resultId === 5 && !touched.has(key)]).toEqual([address, false]);
            if (resultId === 4) continue;
            touched.add(key);
            expect(after[key]).toMatchObject({
              [ROLE]: Math.max(2, choice.roleId),
              [BLOCKED]: choice.blocked,
            });
          }
          const others = (users: typeof before) =>
            Object.fromEntries(Object.entries(users).filter(([key]) => !touched.has(key)));
          expect(others(after)).toEqual(others(before));
          const failed = foretold.object.output.filter(({ resultId }) => resultId === 4).length;
          expect(done.object.counts).toMatchObject({ records: rows.length, failed });
        },
      ),
      lawRuns(100),
    );
  });
});
