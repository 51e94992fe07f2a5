import { expect, it } from 'vitest';
import { describeStatus, statusJson } from '../../../cli/imports/describe-status.ts';
import { importItem } from '../../lambdas/support/import-item.ts';

it('the status of an import counts its errors by kind', () => {
  const item = importItem({
    status: 'COMPLETED_WITH_ERRORS',
    issues: {
      groups: [
        {
          severity: 'error',
          code: 'CONFLICT',
          kind: 'the user exists',
          count: 34,
          firstRecord: 12,
          firstLine: 13,
        },
      ],
      others: { error: 1, warning: 0 },
    },
  });
  const report = { item, isInterrupted: false, failedChildren: [] };
  expect(describeStatus(report, '.rollcall')).toContain(
    'Errors by kind\n  34 × the user exists, first in record 12 (line 13)\n  … and 1 other error: see the errors file\n',
  );
  expect(statusJson(report)).toMatchObject({ issues: item.issues });
});
