import type { Import } from '../../contracts/import.ts';
import { WORK_DAYS } from '../../contracts/retention.ts';
import type { itemKeys } from '../naming/item-keys.ts';

/** From when on the retention counts, and the days for which an import under way needs the item in any case. */
interface Expiry {
  readonly from: 'end of the import' | 'write';
  readonly atLeastDays: number;
}

/** A pair waits up to 14 days for its other file, and its execution takes up to 14 days. */
const PAIR_DAYS = 28;

/**
 * When the items of the imports table expire, for each kind of key. The list of a day's
 * e-mails has no import. `never`: a ticket is deleted with the end of its
 * import; the tenant itself, its turn and its settings are kept.
 */
export const ITEM_EXPIRY = {
  import: { from: 'end of the import', atLeastDays: 0 },
  chunk: { from: 'write', atLeastDays: WORK_DAYS },
  content: { from: 'write', atLeastDays: 0 },
  feedPair: { from: 'write', atLeastDays: PAIR_DAYS },
  headerRequest: { from: 'write', atLeastDays: PAIR_DAYS },
  mailsOfDay: '2 days',
  idempotentRequest: '1 day',
  session: 'end of the session',
  deliveryRequest: '1 day',
  audit: 'retention of the stage',
  erasure: 'retention of the stage',
  auditHashKey: 'never',
  apiKey: '90 days after its end',
  apiKeyLock: '1 minute',
  tenant: 'never',
  turn: 'never',
  ticket: 'never',
  sweep: 'never',
  tenantSettings: 'never',
} as const satisfies Readonly<
  Record<
    keyof typeof itemKeys,
    | Expiry
    | '1 minute'
    | '1 day'
    | '2 days'
    | 'end of the session'
    | '90 days after its end'
    | 'retention of the stage'
    | 'never'
  >
>;

type Kind = keyof typeof ITEM_EXPIRY;
export type ExpiringKind = { [K in Kind]: (typeof ITEM_EXPIRY)[K] extends Expiry ? K : never }[Kind];

const DAY_MS = 86_400_000;

/**
 * When an item of an import expires, if the retention counts from `at`.
 * @returns undefined for an import that has no retention: it was taken in by a version that did not store one
 */
export function itemExpiry(
  kind: ExpiringKind,
  item: Pick<Import, 'settings' | 'retentionDays'>,
  at: Date,
): Date | undefined {
  const days = retentionOf(item);
  if (days === undefined) return undefined;
  return new Date(at.getTime() + Math.max(days, ITEM_EXPIRY[kind].atLeastDays) * DAY_MS);
}

/** The tenant's retention can only be shorter than the stage's. */
function retentionOf({ settings, retentionDays }: Pick<Import, 'settings' | 'retentionDays'>) {
  const known = [settings?.retentionDays, retentionDays].filter((days) => days !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}
