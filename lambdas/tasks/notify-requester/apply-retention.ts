import type { ObjectTags } from '../../adapters/s3-object-tags.ts';
import type { Import } from '../../contracts/import.ts';
import { RETENTION_TAG } from '../../contracts/retention.ts';
import { objectKeys } from '../../core/naming/object-keys.ts';

export interface RetentionPorts {
  readonly tags: ObjectTags;
  readonly resultsBucket: string;
}

const DAY_MS = 86_400_000;

/**
 * Marks what an import leaves, its upload included, to expire when its tenant wants it to; the rules of the buckets do
 * the rest. Again after each attempt, since files that are written anew have no tags; and whatever lies in its folder, since an
 * invocation that lost to another one leaves files that no item names.
 * @returns when the import itself may go; undefined for a tenant that leaves it to the stage
 */
export async function applyRetention(
  ports: RetentionPorts,
  item: Import,
  now: Date,
): Promise<Date | undefined> {
  const days = item.settings?.retentionDays;
  if (days === undefined) return undefined;
  const folder = `${objectKeys.files(item.importId)}/`;
  const keys = await Array.fromAsync(ports.tags.keys(ports.resultsBucket, folder));
  const files = keys.map((key) => ({ bucket: ports.resultsBucket, key }));
  const tags = { [RETENTION_TAG]: String(days) };
  await Promise.all([item.source, ...files].map((object) => ports.tags.put(object, tags)));
  return new Date(now.getTime() + days * DAY_MS);
}
