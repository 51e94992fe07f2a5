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
  return reject('BROKEN_GZIP', 'The gzip file is damaged or cut off. Compress the file again.');
}
