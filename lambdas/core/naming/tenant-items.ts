import { type ItemKey, itemKeys } from './item-keys.ts';

/** An item of the imports table, as far as it says to whom it belongs. */
export interface OwnedItem extends ItemKey {
  /** Of an import. */
  readonly tenant?: unknown;
  /** Of a session: its key has no tenant. */
  readonly sessionOf?: unknown;
}

/** Partitions that an erasure of the tenant keeps: the proof of what was done. They expire. */
const KEPT = ['erasure'];
/** Partitions whose second part is an id and no tenant. */
const BY_ID = ['session'];

/**
 * Whether an erasure of the tenant deletes the item. Everything under a partition that has the tenant in its name belongs to
 * it; of the audit trail, only the secret of the hashes, so that they can no longer be connected with a user.
 */
export function isErasedWith(tenant: string, { importId, item, ...owner }: OwnedItem): boolean {
  if (owner.tenant === tenant || owner.sessionOf === tenant) return true;
  const registration = itemKeys.tenant(tenant);
  if (importId === registration.importId) return item === registration.item;
  const [kind = '', ...parts] = importId.split('#');
  if (KEPT.includes(kind) || BY_ID.includes(kind) || !parts.includes(tenant)) return false;
  return kind !== 'audit' || item === itemKeys.auditHashKey(tenant).item;
}
