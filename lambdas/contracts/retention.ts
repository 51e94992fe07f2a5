/**
 * For how many days a tenant may have its files kept. S3 lets objects expire by rules that are there beforehand, one for
 * each number: hence these and no others.
 */
export const RETENTION_DAYS = [1, 7, 14, 30, 60, 90, 180, 365] as const;

/** Days that objects under `work/` are kept, in every stage. Chunk items are of no use without them. */
export const WORK_DAYS = 14;

/** The tag that such a rule looks for; its value is one of the numbers. */
export const RETENTION_TAG = 'rollcall-retention-days';

/** Days for which a version of an upload that was replaced or deleted is kept. */
export const OLD_VERSION_DAYS = 30;

/** Days that the point-in-time recovery of the tables goes back. */
export const RECOVERY_DAYS = 35;
