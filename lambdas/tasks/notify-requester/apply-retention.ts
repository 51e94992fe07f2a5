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
 * Tags the import's files, including its upload, with the tenant's retention; the lifecycle rules of the buckets delete
 * them. Runs after each attempt, because rewritten files have no tags. Tags all objects in the import's folder, because
 * an invocation that was second leaves files that no item names.
 * @returns when the import's item expires; undefined for a tenant that uses the retention of the stage
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
