import { expect, it } from 'vitest';
import { type ItemKey, itemKeys } from '../../../../lambdas/core/naming/item-keys.ts';
import { isErasedWith } from '../../../../lambdas/core/naming/tenant-items.ts';

interface Case {
  readonly key: ItemKey;
  /** Attributes by which the item belongs to the tenant, if its key does not say so. */
  readonly owner?: { readonly tenant?: string; readonly sessionOf?: string };
  /** `stays`: why an erasure of the tenant keeps it. */
  readonly stays?: string;
}

const IMPORT = `imp_${'0'.repeat(26)}`;
const OF_IMPORT = 'it is deleted with its import, before this';

/** Each kind of item, as the tenant `acme` has it. A new kind does not compile until it is here. */
const CASES: Readonly<Record<keyof typeof itemKeys, Case>> = {
  import: { key: itemKeys.import(IMPORT), owner: { tenant: 'acme' } },
  chunk: { key: itemKeys.chunk(IMPORT, 'import', 1), stays: OF_IMPORT },
  headerRequest: { key: itemKeys.headerRequest(IMPORT), stays: OF_IMPORT },
  idempotentRequest: { key: itemKeys.idempotentRequest('hash'), stays: 'it expires within 24 hours' },
  deliveryRequest: {
    key: itemKeys.deliveryRequest(`whk_${'0'.repeat(24)}`, `evt_${'0'.repeat(26)}`),
    stays: 'it expires within a day, and holds ids only',
  },
  turn: { key: itemKeys.turn('acme') },
  ticket: { key: itemKeys.ticket('acme', 'ticket#x') },
  tenant: { key: itemKeys.tenant('acme') },
  apiKey: { key: itemKeys.apiKey('acme', 'key_1') },
  apiKeyLock: { key: itemKeys.apiKeyLock('acme', 'nightly') },
  sweep: { key: itemKeys.sweep(), stays: 'it belongs to the stage' },
  tenantSettings: { key: itemKeys.tenantSettings('acme') },
  content: { key: itemKeys.content('acme', { etag: 'e', size: 1 }) },
  mailsOfDay: { key: itemKeys.mailsOfDay('acme', '2026-11-28') },
  session: { key: itemKeys.session('0'.repeat(24)), owner: { sessionOf: 'acme' } },
  erasure: { key: itemKeys.erasure(`ers_${'0'.repeat(24)}`), stays: 'it is the proof of the erasure' },
  audit: {
    key: itemKeys.audit('acme', { at: '2026', requestId: 'r' }),
    stays: 'the trail expires by itself',
  },
  auditHashKey: { key: itemKeys.auditHashKey('acme') },
  feedPair: { key: itemKeys.feedPair('acme', '20261128') },
};

it.each(Object.entries(CASES))('an erasure of a tenant decides about its items of the kind %s', (_, one) => {
  expect(isErasedWith('acme', { ...one.key, ...one.owner })).toBe(one.stays === undefined);
});

it.each(Object.entries(CASES))('and leaves those of other tenants: %s', (_, { key, owner }) => {
  for (const tenant of ['acm', 'acme2', 'ACME', 'import', 'turn', 'settings'])
    expect(isErasedWith(tenant, { ...key, ...owner })).toBe(false);
});
