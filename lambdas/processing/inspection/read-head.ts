import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { ObjectStore } from '../../adapters/s3-object-store.ts';
import type { ObjectReference } from '../../contracts/file-layout.ts';
import { gzipProblem, isGzip } from '../../core/inspection/gzip.ts';
import { HEAD_BYTES, type Head } from '../../reading/inspection/read-layout.ts';
import { fileRejected } from '../../runtime/errors.ts';

/** The first bytes of an upload, decompressed where it is gzip. Reads no more of the object than it needs. */
export async function readHead(
  objects: Pick<ObjectStore, 'open'>,
  source: ObjectReference,
): Promise<Head & { readonly gzip: boolean }> {
  if (source.size === 0) return { bytes: Buffer.alloc(0), complete: true, gzip: false };
  const end = Math.min(source.size, HEAD_BYTES);
  const stored = await firstBytes(await objects.open(source, { start: 0, end }), HEAD_BYTES);
  if (!isGzip(stored.bytes)) return { bytes: stored.bytes, complete: end === source.size, gzip: false };
  try {
    // An error of either stream ends both, and so does reading no further.
    const plain = pipeline(await objects.open(source), createGunzip(), () => undefined);
    return { ...(await firstBytes(plain, HEAD_BYTES)), gzip: true };
  } catch (error) {
    const problem = gzipProblem(error);
    throw problem === undefined ? error : fileRejected(problem);
  }
}

export async function firstBytes(stream: Readable, limit: number): Promise<Head> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stream) {
    pieces.push(piece as Buffer);
    length += (piece as Buffer).length;
    // One byte more than wanted shows whether the head is the whole file.
    if (length > limit) break;
  }
  const bytes = Buffer.concat(pieces);
  return { bytes: bytes.subarray(0, limit), complete: length <= limit };
}
