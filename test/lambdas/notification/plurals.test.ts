import fc from 'fast-check';
import { expect, it } from 'vitest';
import { describeSummary, summaryOf } from '../../../cli/imports/summary.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { FinalStatusSchema } from '../../../lambdas/contracts/import-status.ts';
import { composeReport } from '../../../lambdas/notification/compose-report.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { importItem } from '../support/import-item.ts';

const few = fc.nat(2);
const counts = fc.record({ created: few, updated: few, unchanged: few, failed: few, warnings: few });
const group = fc.record({
  severity: fc.constantFrom('error', 'warning'),
  code: fc.constant('CONFLICT'),
  kind: fc.constant('the user exists'),
  count: fc.integer({ min: 1, max: 2 }),
  firstRecord: few,
});
const item: fc.Arbitrary<Import> = fc
  .record({
    status: fc.constantFrom(...FinalStatusSchema.options, 'AWAITING_CONFIRMATION'),
    counts,
    more: few,
    unknownColumns: fc.subarray(['shoe', 'hat']),
    firstErrors: fc.array(fc.constant({ recordNumber: 1, message: 'the user exists' }), { maxLength: 1 }),
    groups: fc.array(group, { maxLength: 12 }),
    others: fc.record({ error: few, warning: few }),
  })
  .map(({ counts: { warnings, ...outcomes }, more, groups, others, ...fields }) => {
    const records = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
    return importItem({
      ...fields,
      counts: { records, ...outcomes, warnings },
      split: { records: records + more, chunks: 1, manifestKey: 'm' },
      issues: { groups, others } as NonNullable<Import['issues']>,
    });
  });

/** `1 records`; numbers in tables stand before no noun. */
const WRONG_PLURAL = /(?<![\d.,])1 (more |other |of )?(records|users|errors|warnings|cells|columns|keys)\b/;
const WRONG_SINGULAR =
  /\b(0|2|3|4|[5-9]|\d{2,}) (more |other )?(record|user|error|warning|cell|column|key)\b/;

it('an e-mail and a summary have the plural of each noun where its number is not one', () => {
  fc.assert(
    fc.property(item, (found) => {
      const { subject, text } = composeReport(found, {
        bucket: 'b',
        attached: new Set(),
        importLink: 'https://imports.example.com/#/imports/{importId}',
      });
      for (const said of [subject, text, describeSummary(found, summaryOf(found, {}), '.rollcall')]) {
        expect(said).not.toMatch(WRONG_PLURAL);
        expect(said).not.toMatch(WRONG_SINGULAR);
      }
    }),
    lawRuns(500),
  );
});
