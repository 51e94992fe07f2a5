import { describe, expect, it } from 'vitest';
import {
  BulkImportRequestSchema,
  MAX_REQUEST_RECORDS,
} from '../../../lambdas/contracts/group-members-api.ts';

const request = (records: readonly unknown[]) => ({
  group: '11197a91-b4eb-45b2-958a-07dae6213011',
  roleId: 2,
  blocked: false,
  records,
});

describe('the records of a bulk-import request', () => {
  it('are counted before they are read: millions of wrong ones are one problem', () => {
    const parsed = BulkImportRequestSchema.safeParse(request(Array(1_000_000).fill(0)));
    expect(parsed.error?.issues).toMatchObject([
      { path: ['records'], message: `expected at most ${MAX_REQUEST_RECORDS} records` },
    ]);
  });

  it('are each a problem if there are fewer', () => {
    const parsed = BulkImportRequestSchema.safeParse(request([0, { fields: [] }]));
    expect(parsed.error?.issues).toMatchObject([{ path: ['records', 0] }]);
  });
});
