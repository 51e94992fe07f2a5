import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import type { ObjectTags } from '../../adapters/s3-object-tags.ts';
import type { Import } from '../../contracts/import.ts';
import { RETENTION_TAG } from '../../contracts/retention.ts';
import { itemExpiry } from '../../core/lifecycle/item-expiry.ts';
import { objectKeys } from '../../core/naming/object-keys.ts';

export interface RetentionPorts {
  readonly tags: ObjectTags;
  readonly imports: Pick<ImportStore, 'expireContent'>;
  readonly resultsBucket: string;
}

/**
 * For a tenant with a retention of its own: tags the import's files, including its upload, with the tenant's retention; the lifecycle rules of the buckets delete
 * them. Runs after each attempt, because rewritten files have no tags. Tags all objects in the import's folder, because
 * an invocation that was second leaves files that no item names; and the files that the item names, which an import
 * before 0.2 has in another folder.
 */
export async function applyRetention(ports: RetentionPorts, item: Import, now: Date): Promise<void> {
  const days = item.settings?.retentionDays;
  const expiresAt = itemExpiry('content', item, now);
  if (days === undefined || expiresAt === undefined) return;
  const named = Object.values(item.files ?? {}).flatMap((file) => file?.key ?? []);
  const keys = new Set(named);
  for await (const key of ports.tags.keys(ports.resultsBucket, `${objectKeys.files(item)}/`)) keys.add(key);
  const files = [...keys].map((key) => ({ bucket: ports.resultsBucket, key }));
  const tags = { [RETENTION_TAG]: String(days) };
  const { source } = item;
  const objects = source === undefined ? files : [source, ...files];
  await Promise.all(objects.map((object) => ports.tags.put(object, tags)));
  if (source !== undefined) await ports.imports.expireContent({ ...item, source }, expiresAt);
}
