import type { AllowedHost } from '../../contracts/allowed-host.ts';
import type { CsvPathRefusal, CsvPathRefusalCode } from '../../contracts/csv-path-refusal.ts';
import { UPLOADS_PREFIX } from '../../contracts/object-prefixes.ts';
import { parseUploadKey, uploadKey } from '../naming/upload-key.ts';
import { showName } from '../wording/show-value.ts';
import { readFetchUrl } from './fetch-url.ts';

export interface CsvSourceRules {
  /** The tenant of the request, from its authorization and never from its body. */
  readonly tenant: string;
  readonly uploadsBucket: string;
  readonly allowedHosts: readonly AllowedHost[];
}

export type CsvSource =
  | { readonly kind: 'upload'; readonly key: string }
  | { readonly kind: 'url'; readonly url: string }
  | ({ readonly kind: 'refused' } & CsvPathRefusal);

/** Maximum length of an S3 key, in bytes of UTF-8. */
const MAX_KEY_BYTES = 1024;
/** Characters that another reader of the key might decode, cut off or use as a separator. */
const UNSAFE_IN_KEY = /[\\%?#\p{Cc}]/u;

/**
 * Where the `csvPath` of a request points to: an upload of the tenant, written `s3://<uploads
 * bucket>/partners/<tenant>/…` or `partners/<tenant>/…` (the exact object key, nothing is decoded), or a URL of an
 * allowed host.
 */
export function csvSourceOf(csvPath: string, rules: CsvSourceRules): CsvSource {
  const key = uploadKeyIn(csvPath, rules.uploadsBucket);
  if (key !== undefined) return uploadOf(key, rules.tenant);
  if (csvPath.startsWith('s3://')) return foreignUpload(rules.tenant);
  if (!csvPath.includes('://')) {
    return refuse(
      'MALFORMED_PATH',
      `expected ${ownUploads(rules.tenant)} or a URL, found ${showName(csvPath)}`,
    );
  }
  const read = readFetchUrl(csvPath, rules.allowedHosts);
  return read.ok ? { kind: 'url', url: read.url.href } : refuse(read.reason, read.message);
}

function uploadKeyIn(csvPath: string, uploadsBucket: string): string | undefined {
  if (csvPath.startsWith(UPLOADS_PREFIX)) return csvPath;
  const bucket = `s3://${uploadsBucket}/`;
  return csvPath.startsWith(bucket) ? csvPath.slice(bucket.length) : undefined;
}

function uploadOf(key: string, tenant: string): CsvSource {
  const parts = key.split('/');
  const isSafe =
    parts.every((part) => part !== '' && part !== '.' && part !== '..') &&
    !UNSAFE_IN_KEY.test(key) &&
    key.isWellFormed() &&
    Buffer.byteLength(key) <= MAX_KEY_BYTES;
  if (!isSafe) {
    return refuse(
      'UNSAFE_UPLOAD_NAME',
      `expected ${ownUploads(tenant)} without empty parts, ".", ".." and the characters \\ % ? #, found ${showName(key)}; give the file a plain name`,
    );
  }
  return parseUploadKey(key)?.tenant === tenant ? { kind: 'upload', key } : foreignUpload(tenant);
}

/** The same answer whether or not the other tenant, bucket or object exists. */
function foreignUpload(tenant: string): CsvSource {
  return refuse('FOREIGN_UPLOAD', `expected ${ownUploads(tenant)}, found a path outside of it`);
}

function ownUploads(tenant: string): string {
  return `an upload such as ${uploadKey({ tenant, importType: 'group-members', fileName: 'users.csv' })}`;
}

function refuse(reason: CsvPathRefusalCode, message: string): CsvSource {
  return { kind: 'refused', reason, message };
}
