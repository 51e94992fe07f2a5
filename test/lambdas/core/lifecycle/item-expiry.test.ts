import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_SETTINGS } from '../../../../lambdas/contracts/no-settings.ts';
import { RETENTION_DAYS, WORK_DAYS } from '../../../../lambdas/contracts/retention.ts';
import {
  type ExpiringKind,
  ITEM_EXPIRY,
  itemExpiry,
} from '../../../../lambdas/core/lifecycle/item-expiry.ts';
import { itemKeys } from '../../../../lambdas/core/naming/item-keys.ts';
import { NOW } from '../../support/import-item.ts';

const DAY_MS = 86_400_000;
const KINDS = Object.keys(itemKeys) as (keyof typeof itemKeys)[];
const EXPIRING = KINDS.filter((kind): kind is ExpiringKind => typeof ITEM_EXPIRY[kind] === 'object');

describe('the expiry of items', () => {
  it('is decided for each kind of key, and only what belongs to the tenant or its queue never expires', () => {
    expect(Object.keys(ITEM_EXPIRY).sort()).toEqual([...KINDS].sort());
    const never = KINDS.filter((kind) => ITEM_EXPIRY[kind] === 'never');
    expect(never).toEqual(['turn', 'ticket', 'sweep', 'tenantSettings', 'tenant', 'auditHashKey']);
  });

  it('is the shorter retention of stage and tenant, and never less than a running import needs', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...EXPIRING),
        fc.integer({ min: 1, max: 3650 }),
        fc.option(fc.constantFrom(...RETENTION_DAYS), { nil: undefined }),
        (kind, stage, tenant) => {
          const settings = { ...NO_SETTINGS, ...(tenant && { retentionDays: tenant }) };
          const expiry = itemExpiry(kind, { retentionDays: stage, settings }, NOW);
          const needed = { import: 0, content: 0, chunk: WORK_DAYS, feedPair: 28, headerRequest: 28 }[kind];
          const days = Math.max(needed, Math.min(stage, tenant ?? stage));
          expect(expiry?.getTime()).toBe(NOW.getTime() + days * DAY_MS);
        },
      ),
    );
  });

  it('is undefined for an import of a version that stored no retention, unless the tenant has one', () => {
    expect(itemExpiry('import', {}, NOW)).toBeUndefined();
    expect(itemExpiry('import', { settings: { ...NO_SETTINGS, retentionDays: 1 } }, NOW)).toBeDefined();
  });
});
