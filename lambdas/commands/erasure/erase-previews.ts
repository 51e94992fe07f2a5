import { beforeKey, importOfPreview } from '../../adapters/dynamo-preview-store.ts';
import type { Import } from '../../contracts/import.ts';
import { claimKeysOf } from '../../core/import-type/claim-keys.ts';
import { firstImportIdSince } from '../../core/naming/upload-identity.ts';
import { referenceKeyOf } from '../../core/user/user-key.ts';
import { claimCell } from '../../evaluation/overlay.ts';
import { unpackUser } from '../../evaluation/pack-user.ts';
import { typeOfImport } from '../../import-types/registry.ts';
import type { ErasurePorts } from './erasure-ports.ts';
import { forEachImport } from './for-each-import.ts';
import type { Phase } from './phase.ts';
import { isScanned, scanAll } from './scan-all.ts';

/** Previews expire a week after they were written, and an execution takes up to 14 days. */
const PREVIEW_DAYS = 22;
const DAY_MS = 86_400_000;
const IDS = 1000;

/** Deletes what evaluations have stored about the user, or about all users of the tenant. */
export const erasePreviews: Phase = async (slice, ports) => {
  const { erasure } = slice;
  const { user } = erasure;
  if (user === undefined) return erasePreviewsOfTenant(slice, ports);
  let previews = 0;
  const since = firstImportIdSince(new Date(ports.now().getTime() - PREVIEW_DAYS * DAY_MS));
  const visited = await forEachImport(
    slice,
    ports,
    async (item) => {
      if (item.importType === user.importType && item.evaluation !== undefined)
        previews += await erasePreviewsOfUser(item, user.userKey, ports);
    },
    since,
  );
  return { ...visited, counts: { previews } };
};

async function erasePreviewsOfUser(
  item: Import,
  userKey: string,
  { previews }: ErasurePorts,
): Promise<number> {
  const { importId, tenant } = item;
  const type = typeOfImport(item);
  const cells = await previews.read(importId, [userKey, beforeKey(userKey)]);
  const users = [...cells.values()].map(({ value }) => unpackUser(value, importId).user);
  const keys = users.flatMap((user) => [
    ...(type === undefined ? [] : [...claimKeysOf(user, tenant, type)].map(claimCell)),
    ...(type?.referableValues(user) ?? []).map((value) => referenceKeyOf(tenant, value)),
  ]);
  const all = new Set([userKey, ...keys].flatMap((key) => [key, beforeKey(key)]));
  if (cells.size > 0) for (const key of all) await previews.delete(importId, key);
  return cells.size;
}

/** The key of a preview begins with its import. */
const erasePreviewsOfTenant: Phase = async ({ erasure, hasTime }, { list, sweepPreviews }) => {
  const { tenant, cursor } = erasure;
  const own = new Set<string>();
  for (let after = 'imp_'; ; ) {
    const ids = await list.ids(tenant, after, IDS);
    for (const id of ids) own.add(id);
    if (ids.length === 0) break;
    after = ids.at(-1) ?? after;
  }
  let previews = 0;
  const next = await scanAll(sweepPreviews, { attributes: ['userKey'], cursor, hasTime }, async (page) => {
    const keys = page.flatMap(({ userKey }) =>
      own.has(importOfPreview(String(userKey))) ? [{ userKey: String(userKey) }] : [],
    );
    await sweepPreviews.delete(keys);
    previews += keys.length;
  });
  return { done: isScanned(next), cursor: next, counts: { previews } };
};
