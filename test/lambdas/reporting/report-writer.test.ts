import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Collected } from '../../../lambdas/contracts/collected.ts';
import { error } from '../../../lambdas/core/wording/issue.ts';
import { RESULTS } from '../../../lambdas/reporting/report-kind.ts';
import { ReportWriter } from '../../../lambdas/reporting/report-writer.ts';
import { importItem } from '../support/import-item.ts';

const file = { write: async () => {}, end: async () => {}, abandon: async () => {} };
const files = { results: [file], errors: file, failedRecords: file };
const { options } = importItem();

/** The writer of an invocation that continues the work of another one. */
function writerAfter(before?: ReportWriter): ReportWriter {
  const segments = { results: [[]], errors: [], failedRecords: [] };
  const collected = before && {
    chunks: 0,
    lastRecord: before.lastRecord,
    counts: before.counts,
    firstErrors: before.firstErrors,
    firstWarnings: before.firstWarnings,
    rejections: before.rejections,
    issues: before.issues,
    segments,
  };
  return new ReportWriter({
    files,
    kind: RESULTS,
    options,
    columns: [],
    records: 100,
    before: collected satisfies Collected | undefined,
  });
}

describe('the first errors of a report', () => {
  it('are the first of each kind, then the first of the others, wherever invocations end', async () => {
    const kinds = fc.array(fc.nat({ max: 14 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(kinds, fc.nat({ max: 60 }), async (list, cut) => {
        const located = list.map((kind, i) => ({
          recordNumber: i + 1,
          line: undefined,
          issue: error('CONFLICT', `kind ${kind}`),
        }));
        const first = writerAfter();
        await first.addIssues(located.slice(0, cut));
        const second = writerAfter(first);
        await second.addIssues(located.slice(cut));
        const isFirst = (i: number) => list.indexOf(list[i] as number) === i;
        const places = [...list.keys()];
        const expected = [...places.filter(isFirst), ...places.filter((i) => !isFirst(i))].slice(0, 10);
        expect(second.firstErrors.map(({ recordNumber }) => recordNumber - 1)).toEqual(expected);
      }),
    );
  });
});
