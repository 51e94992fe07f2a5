import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { lawRuns } from '../support/law-runs.ts';
import { readCsv } from '../support/read-csv.ts';
import { importFile, type JoinedCloud, joinSharedCloud, newTenant } from '../support/test-cloud.ts';

const HEADER = 'accountId,id,firstName,customFields.n';

/** A row, and the user that it creates if it is good. */
interface Row {
  readonly text: string;
  readonly good?: { readonly id: string; readonly firstName?: string };
}

/** Rows that fail whatever their neighbours are: none opens a quote in its last cell, which the next row could close. */
const BAD = [
  'acme,"bad',
  'acme,"b"x,Bob,1',
  'acme',
  'a,b,c,d,e',
  ',bad,Bob,1',
  'acme,,Bob,',
  '"',
  '"",,,',
  ',,"x',
];

const badRow = fc.constantFrom(...BAD).map((text): Row => ({ text }));
/**
 * No quoted cell begins with a line break: after a row with an open quote, the bytes would have two readings (the exception
 * in lambdas/core/records/README.md).
 */
const goodRow = fc
  .record({
    n: fc.integer({ min: 0, max: 30 }),
    firstName: fc.constantFrom('', 'Ann', '"Ann, the ""first"""', '"two\nlines"', 'Zoë', '"z\r\n"'),
    plan: fc.constantFrom('', 'x', '12'),
  })
  .map(({ n, firstName, plan }): Row => {
    const value = firstName.replaceAll(/^"|"$/g, '').replaceAll('""', '"');
    return {
      text: `acme,u${String(n).padStart(2, '0')},${firstName},${plan}`,
      good: { id: `u${String(n).padStart(2, '0')}`, ...(value.trim() === '' ? {} : { firstName: value }) },
    };
  });

/** Without duplicates, which the next property covers. */
const file = fc
  .array(fc.oneof({ weight: 3, arbitrary: goodRow }, { weight: 1, arbitrary: badRow }), {
    minLength: 1,
    maxLength: 30,
  })
  .map((rows) => {
    const seen = new Set<string>();
    return rows.filter(({ good }) => {
      if (good === undefined) return true;
      const fresh = !seen.has(good.id);
      seen.add(good.id);
      return fresh;
    });
  });

describe('an import', () => {
  let test: JoinedCloud;
  beforeAll(async () => {
    test = await joinSharedCloud();
  });

  it('gives every record of any file one outcome, in file order', async () => {
    await fc.assert(
      fc.asyncProperty(file, fc.constantFrom('\n', '\r\n'), fc.boolean(), async (rows, lineBreak, closed) => {
        const content = [HEADER, ...rows.map(({ text }) => text)].join(lineBreak) + (closed ? lineBreak : '');
        const { item, results, errors, users, failedRecords, mails } = await importFile(test, content);
        const failed = rows.filter(({ good }) => good === undefined);
        expect(item.counts).toMatchObject({
          records: rows.length,
          created: rows.length - failed.length,
          updated: 0,
          unchanged: 0,
          failed: failed.length,
        });
        expect(results.map(({ recordNumber, outcome }) => [recordNumber, outcome])).toEqual(
          rows.map(({ good }, i) => [String(i + 1), good === undefined ? 'failed' : 'created']),
        );
        const failedNumbers = rows.flatMap(({ good }, i) => (good === undefined ? [String(i + 1)] : []));
        const withErrors = errors.filter(({ severity }) => severity === 'error');
        expect([...new Set(withErrors.map(({ recordNumber }) => recordNumber))]).toEqual(failedNumbers);
        expect(users.map(({ id, firstName }) => [id, firstName])).toEqual(
          rows
            .flatMap(({ good }) => (good === undefined ? [] : [[good.id, good.firstName]]))
            .sort(([a = ''], [b = '']) => (a < b ? -1 : 1)),
        );
        expect(readCsv(failedRecords).map((row) => row['rollcall:record'])).toEqual(failedNumbers);
        expect(mails).toHaveLength(1);
      }),
      { ...lawRuns(15), endOnFailure: true },
    );
  });

  it('leaves the users as if the records had been applied one after another', async () => {
    const change = fc.record({
      id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'),
      firstName: fc.constantFrom('', 'Ann', 'Bob'),
      plan: fc.constantFrom('', 'gold', 'silver'),
    });
    // Four records are one chunk: there are duplicates within a chunk and across chunks.
    const files = fc.array(fc.array(change, { minLength: 1, maxLength: 14 }), { minLength: 1, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(files, async (imports) => {
        const tenant = newTenant();
        const model = new Map<string, Record<string, string>>();
        let users: unknown;
        for (const records of imports) {
          const outcomes = records.map((record) => applyTo(model, record));
          const rows = records.map(({ id, firstName, plan }) => `acme,${id},${firstName},${plan}`);
          const imported = await importFile(test, `${HEADER.replace('.n', '.plan')}\n${rows.join('\n')}\n`, {
            tenant,
          });
          expect(imported.results.map(({ outcome }) => outcome)).toEqual(outcomes);
          users = imported.users;
        }
        expect(users).toEqual([...model].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, user]) => user));
      }),
      { ...lawRuns(8), endOnFailure: true },
    );
  });
});

/** The model of an upsert: every value that is not blank is set. */
function applyTo(
  model: Map<string, Record<string, string>>,
  { id, firstName, plan }: { readonly id: string; readonly firstName: string; readonly plan: string },
): string {
  const before = model.get(id);
  const after = {
    accountId: 'acme',
    id,
    ...before,
    ...(firstName !== '' && { firstName }),
    ...(plan !== '' && { 'customFields.plan': plan }),
  };
  model.set(id, after);
  if (before === undefined) return 'created';
  return before.firstName === after.firstName && before['customFields.plan'] === after['customFields.plan']
    ? 'unchanged'
    : 'updated';
}
