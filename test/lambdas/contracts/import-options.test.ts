import { describe, expect, it } from 'vitest';
import {
  ImportOptionsSchema,
  SegmentKeySchema,
  TenantSchema,
} from '../../../lambdas/contracts/import-options.ts';
import { IssueCodeSchema, STATUS_CODES } from '../../../lambdas/contracts/issue.ts';

describe('the choices of an import', () => {
  it('are upsert, keep and apply where nothing was chosen', () => {
    const usual = { mode: 'upsert', onBlank: 'keep', duplicates: 'apply' };
    expect(ImportOptionsSchema.parse({})).toEqual(usual);
  });

  it.each([
    ['a mode in capitals', { mode: 'UPSERT' }],
    ['another blank', { onBlank: 'null' }],
    ['a segment without an action', { segment: { key: 'vip' } }],
    ['a malformed address', { notify: 'ann' }],
  ])('refuse %s', (_, options) => {
    expect(ImportOptionsSchema.safeParse(options).success).toBe(false);
  });
});

describe('a name', () => {
  it.each(['a', 'Acme-1', 'a_b', 'x'.repeat(63)])('of a tenant may be %s', (name) => {
    expect(TenantSchema.safeParse(name).success).toBe(true);
  });

  it.each(['', '-a', 'a/b', 'a b', '..', 'a\n', 'ä', 'x'.repeat(64)])('of a tenant may not be %j', (name) => {
    expect(TenantSchema.safeParse(name).success).toBe(false);
  });

  it.each(['', '~vip', '*', 'a b', 'vip\n', 'x'.repeat(129)])('of a segment may not be %j', (name) => {
    expect(SegmentKeySchema.safeParse(name).success).toBe(false);
  });
});

describe('the codes of errors.csv', () => {
  it('are those of the contract, each with its HTTP status', () => {
    expect(STATUS_CODES).toEqual({
      BAD_REQUEST: 400,
      VALIDATION_FAILED: 400,
      NOT_FOUND: 404,
      CONFLICT: 409,
      ITEM_TOO_LARGE: 413,
    });
    expect([...IssueCodeSchema.options].sort()).toEqual(Object.keys(STATUS_CODES).sort());
  });
});
