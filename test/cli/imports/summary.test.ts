import { expect, it } from 'vitest';
import { describeSummary, summaryOf } from '../../../cli/imports/summary.ts';
import { exitCodeOf } from '../../../cli/program/exit-codes.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { countsOf, importItem } from '../../lambdas/support/import-item.ts';

const pair: Partial<Import> = { feed: { timestamp: '20180321110559', revision: 0 } };

it.each<[prose: string, fields: Partial<Import>, note: string]>([
  ['a file', { status: 'COMPLETED_WITH_ERRORS' }, 'fix them and import this file'],
  ['a rejected file', { status: 'REJECTED' }, 'fix them in your file'],
  ['a pair', { ...pair, status: 'COMPLETED_WITH_ERRORS' }, 'fix them and send them as a new pair'],
  ['an evaluated file', { status: 'EVALUATED' }, 'fix them in your file'],
  ['a rejected pair', { ...pair, status: 'REJECTED' }, 'fix them in your file'],
])('says what to do with the failed records of %s', (_prose, fields, note) => {
  const item = importItem(fields);
  const summary = summaryOf(item, { failedRecords: 'out/failed-records.csv' });
  expect(describeSummary(item, summary, '.rollcall')).toContain(
    `  failed-records.csv  failed records with their errors: ${note}\n`,
  );
});

it('counts errors and warnings by kind before the first of them', () => {
  const group = { severity: 'error', code: 'CONFLICT', kind: 'the user exists', firstRecord: 12 } as const;
  const item = importItem({
    status: 'COMPLETED_WITH_ERRORS',
    firstErrors: [{ recordNumber: 12, line: 13, message: 'the user exists' }],
    issues: {
      groups: [
        { ...group, count: 34, firstLine: 13 },
        { ...group, severity: 'warning', count: 2, firstRecord: 0 },
      ],
      others: { error: 0, warning: 1 },
    },
  });
  const summary = summaryOf(item, {});
  expect(summary.issues).toEqual(item.issues);
  const text = describeSummary(item, summary, '.rollcall');
  expect(text).toContain(
    'Errors by kind\n  34 × the user exists, first in record 12 (line 13)\n\nFirst errors\n',
  );
  expect(text).toContain(
    'Warnings by kind\n  2 × the user exists, first in the file\n  … and 1 other warning: see the errors file\n',
  );
});

it('names ignored columns in its first line and in JSON, unless nothing was imported', () => {
  const item = importItem({ status: 'COMPLETED', unknownColumns: ['Notes', 'Plan'] });
  const summary = summaryOf(item, {});
  expect(summary.ignoredColumns).toEqual(['Notes', 'Plan']);
  const [first] = describeSummary(item, summary, '.rollcall').trim().split('\n');
  expect(first).toMatch(/^COMPLETED .*imp_\w+ {2}\(2 columns ignored\)$/);
  const rejected = importItem({ status: 'REJECTED', unknownColumns: ['Notes'] });
  expect(summaryOf(rejected, {})).not.toHaveProperty('ignoredColumns');
  expect(describeSummary(rejected, summaryOf(rejected, {}), '.rollcall')).not.toContain('ignored');
});

it('shows updates and failures of an evaluation first', () => {
  const counts = { records: 6, created: 3, updated: 1, unchanged: 0, failed: 2, warnings: 0 };
  const item = importItem({ status: 'EVALUATED', counts });
  const text = describeSummary(item, summaryOf(item, {}), '.rollcall');
  expect(text.match(/^ {2}[a-z]+(?= +\d)/gm)).toEqual([
    '  records',
    '  updated',
    '  failed',
    '  created',
    '  unchanged',
    '  warnings',
  ]);
});

it.each([
  [0, 0],
  [1, 2],
])('ends an evaluation with exit code %d when %d records would fail', (code, failed) => {
  expect(exitCodeOf(importItem({ status: 'EVALUATED', counts: countsOf({ failed }) }))).toBe(code);
});
