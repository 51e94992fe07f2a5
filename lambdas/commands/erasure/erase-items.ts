import type { ItemKey } from '../../core/naming/item-keys.ts';
import { isErasedWith } from '../../core/naming/tenant-items.ts';
import { forEachImport } from './for-each-import.ts';
import type { Phase } from './phase.ts';
import { isScanned, scanAll } from './scan-all.ts';

/** Deletes the imports of the tenant with their chunks. The import itself is the last of its items: it leads to the others. */
export const eraseImportItems: Phase = async (slice, ports) => {
  const { sweepImports } = ports;
  let imports = 0;
  const visited = await forEachImport(slice, ports, async ({ importId }) => {
    const keys = (await sweepImports.partition(importId)).map(keyOf);
    await sweepImports.delete(keys.filter(({ item }) => item !== 'import'));
    await sweepImports.delete(keys.filter(({ item }) => item === 'import'));
    imports += 1;
  });
  return { ...visited, counts: { imports } };
};

/**
 * Deletes settings, keys, sessions, queue and everything else of the tenant in the imports table, and its webhooks with their
 * messages.
 */
export const eraseTenantItems: Phase = async ({ erasure, hasTime }, { sweepImports, sweepWebhooks }) => {
  const { tenant, cursor } = erasure;
  const attributes = ['importId', 'item', 'tenant', 'sessionOf'];
  const webhooks = await sweepWebhooks.partition(tenant);
  await sweepWebhooks.delete(webhooks.map(({ item }) => ({ tenant, item: String(item) })));
  let items = webhooks.length;
  const next = await scanAll(sweepImports, { attributes, cursor, hasTime }, async (page) => {
    const keys = page.filter((item) => isErasedWith(tenant, { ...item, ...keyOf(item) })).map(keyOf);
    await sweepImports.delete(keys);
    items += keys.length;
  });
  return { done: isScanned(next), cursor: next, counts: { items } };
};

function keyOf({ importId, item }: Readonly<Record<string, unknown>>): ItemKey & Record<string, string> {
  return { importId: String(importId), item: String(item) };
}
