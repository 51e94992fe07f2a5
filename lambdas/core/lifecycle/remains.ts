import { OLD_VERSION_DAYS, RECOVERY_DAYS, WORK_DAYS } from '../../contracts/retention.ts';

/** Something that can still contain an erased user, and until when. */
export interface Remains {
  readonly what: 'uploads' | 'results' | 'work-files' | 'import-records' | 'backups';
  /** A day, UTC. At the latest: most of it expires earlier. */
  readonly until: string;
}

export interface RetentionOf {
  /** The stage's. */
  readonly retentionDays: number;
  /** The tenant's, if it has one. It can only be shorter. */
  readonly tenantDays?: number | undefined;
  readonly now: Date;
  /** The files of imports that have ended are deleted with the user. */
  readonly withFiles: boolean;
  /** An erasure of a tenant deletes its imports as well. */
  readonly kind: 'user' | 'tenant';
}

const DAY_MS = 86_400_000;
/** S3 rounds an expiry up to the next midnight, and deletes within a day or two. */
const S3_DAYS = 2;
/** DynamoDB deletes an expired item within a few days: docs.aws.amazon.com, "Using time to live in DynamoDB", 2026-11. */
const TTL_DAYS = 2;

/**
 * What remains of a user who is erased now, by the files that exist now. A bound: a file that was uploaded or written
 * today is kept the longest.
 */
export function remainsOf({
  retentionDays,
  tenantDays,
  now,
  withFiles,
  kind,
}: RetentionOf): readonly Remains[] {
  const shorter = tenantDays !== undefined && tenantDays < retentionDays;
  const days = shorter ? tenantDays : retentionDays;
  // An upload that expires is an old version for some time. With a retention of the tenant, that is a day.
  const oldVersions = shorter ? 1 : OLD_VERSION_DAYS;
  const until = (count: number) => new Date(now.getTime() + count * DAY_MS).toISOString().slice(0, 10);
  const files: readonly Remains[] = [
    { what: 'uploads', until: until(days + oldVersions + S3_DAYS) },
    { what: 'results', until: until(days + S3_DAYS) },
    { what: 'work-files', until: until(WORK_DAYS + S3_DAYS) },
  ];
  const items: Remains = { what: 'import-records', until: until(Math.max(days, WORK_DAYS) + TTL_DAYS) };
  // Versions that no import has read, such as a file in staging that was replaced.
  const oldUploads: readonly Remains[] = [{ what: 'uploads', until: until(oldVersions + S3_DAYS) }];
  return [
    ...(withFiles ? oldUploads : files),
    ...(kind === 'tenant' || withFiles ? [] : [items]),
    { what: 'backups', until: until(RECOVERY_DAYS + TTL_DAYS) },
  ];
}
