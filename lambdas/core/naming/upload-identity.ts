import { createHash } from 'node:crypto';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const TIME_CHARACTERS = 10;
const HASH_CHARACTERS = 16;

/** Everything that identifies an upload: two notifications with the same values are about the same upload. */
export interface Upload {
  readonly bucket: string;
  readonly key: string;
  readonly versionId?: string | undefined;
  readonly etag: string;
  /** S3's order of the writes to one key. */
  readonly sequencer: string;
  /** The import that this one replaces, if one upload can be part of several imports. */
  readonly after?: string | undefined;
}

/** The same for every delivery of one upload's event, different for every other upload. */
export function uploadDigest(upload: Upload): Buffer {
  const identity = [upload.bucket, upload.key, upload.versionId ?? `${upload.etag} ${upload.sequencer}`];
  if (upload.after !== undefined) identity.push(upload.after);
  return createHash('sha256').update(JSON.stringify(identity)).digest();
}

/**
 * The import's id: `imp_`, 10 characters of time, 16 characters of the upload's digest (the layout of a ULID, so that
 * ids sort by time). It is derived, not random: StartImport makes the same id when it is interrupted and runs again.
 */
export function importIdOf(upload: Upload, uploadedAt: Date): string {
  return `imp_${timePart(uploadedAt)}${hashPart(uploadDigest(upload))}`;
}

/** The id of an import that is created before its upload. @param random at least 10 bytes */
export function newImportId(createdAt: Date, random: Buffer): string {
  return `imp_${timePart(createdAt)}${hashPart(random)}`;
}

/** The lowest id of imports whose upload arrived at this time or later. No import is older than 1970. */
export function firstImportIdSince(time: Date): string {
  return `imp_${timePart(new Date(Math.max(0, time.getTime())))}`;
}

export function timePart(time: Date): string {
  let rest = time.getTime();
  let text = '';
  for (let i = 0; i < TIME_CHARACTERS; i++) {
    text = CROCKFORD.charAt(rest % 32) + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

export function hashPart(digest: Buffer): string {
  let rest = digest.readBigUInt64BE(0) * 65536n + BigInt(digest.readUInt16BE(8));
  let text = '';
  for (let i = 0; i < HASH_CHARACTERS; i++) {
    text = CROCKFORD.charAt(Number(rest % 32n)) + text;
    rest /= 32n;
  }
  return text;
}
