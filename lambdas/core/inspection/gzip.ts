import { type Rejection, reject } from './rejection.ts';

export const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

export function isGzip(head: Buffer): boolean {
  return head.subarray(0, GZIP_MAGIC.length).equals(GZIP_MAGIC);
}

/**
 * What is wrong with a gzip file that was decompressed up to `read`: the decompressor ignores everything after a NUL
 * behind a member, also other members. NULs that pad the file are no harm. `padding`: NULs at its end.
 */
export function unreadGzipProblem(bytes: number, read: number, padding: number): Rejection | undefined {
  if (read + padding >= bytes) return undefined;
  return reject(
    'BROKEN_GZIP',
    `The gzip file has ${bytes - read} bytes after the part that can be decompressed, so it is damaged or was joined with something else. Compress the file again.`,
  );
}

/** Number of NULs at the end of the bytes. */
export function countPadding(bytes: Uint8Array): number {
  return bytes.length - 1 - bytes.findLastIndex((byte) => byte !== 0);
}

/** What is wrong with a gzip file whose decompression failed with this error; undefined for errors of other origin. */
export function gzipProblem(error: unknown): Rejection | undefined {
  const isZlibError = error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
  if (!isZlibError) return undefined;
  return BROKEN_GZIP;
}

/**
 * How much a gzip file may contain. Files of users are a tenth or a thirtieth of their size in gzip; a file that repeats one
 * bad record is a thousandth, and would make a report of megabytes out of a kilobyte.
 */
export const GZIP_LIMITS = {
  /** Decompressed bytes for each compressed one. */
  ratio: 200,
  /** Decompressed bytes that any file may contain. */
  freeBytes: 256 * 1024,
} as const;

/** Whether a gzip file contains more than a file of its size may. `total`: bytes that were decompressed so far. */
export function gzipRatioProblem(total: number, compressedBytes: number): Rejection | undefined {
  const most = Math.max(GZIP_LIMITS.freeBytes, GZIP_LIMITS.ratio * compressedBytes);
  if (total <= most) return undefined;
  return reject(
    'FILE_TOO_LARGE',
    `The gzip file of ${compressedBytes} bytes contains more than ${most}: expected at most ${GZIP_LIMITS.ratio} times its size. Upload the file uncompressed.`,
  );
}

/** A gzip file whose decompression failed. */
export const BROKEN_GZIP: Rejection = reject(
  'BROKEN_GZIP',
  'The gzip file is damaged or cut off. Compress the file again.',
);
