import { expect, it } from 'vitest';
import { describeSummary, summaryOf } from '../../cli/summary.ts';
import type { Import } from '../../lambdas/contracts/import.ts';
import { importItem } from '../lambdas/support/import-item.ts';

const pair: Partial<Import> = { feed: { timestamp: '20180321110559', revision: 0 } };

it.each<[prose: string, fields: Partial<Import>, note: string]>([
  ['a file', { status: 'COMPLETED_WITH_ERRORS' }, 'fix them and import this file'],
  ['a rejected file', { status: 'REJECTED' }, 'fix them in your file'],
  ['a pair', { ...pair, status: 'COMPLETED_WITH_ERRORS' }, 'fix them and send them as a new pair'],
  ['a rejected pair', { ...pair, status: 'REJECTED' }, 'fix them in your file'],
])('says what to do with the failed records of %s', (_prose, fields, note) => {
  const item = importItem(fields);
  const summary = summaryOf(item, { failedRecords: 'out/failed-records.csv' });
  expect(describeSummary(item, summary, '.rollcall')).toContain(
    `  failed-records.csv  failed records as they were sent: ${note}\n`,
  );
});
