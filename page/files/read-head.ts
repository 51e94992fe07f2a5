import { GZIP_MAGIC, isGzip } from '../../lambdas/core/inspection/gzip.ts';
import { HEAD_BYTES, type Head } from '../../lambdas/reading/inspection/read-layout.ts';
import { gunzip } from './gunzip.ts';
import { readBytes, readPieces } from './read-bytes.ts';

export async function isGzipFile(file: Blob): Promise<boolean> {
  return isGzip(await readBytes(file, 0, GZIP_MAGIC.length));
}

/** The first bytes of a file as InspectFile reads them, decompressed. @throws FileRejected if it is damaged gzip */
export async function readHead(file: Blob): Promise<Head> {
  if (!(await isGzipFile(file)))
    return { bytes: await readBytes(file, 0, HEAD_BYTES), complete: file.size <= HEAD_BYTES };
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of gunzip(readPieces(file, 0, HEAD_BYTES))) {
    pieces.push(piece);
    length += piece.length;
    if (length > HEAD_BYTES) break;
  }
  return { bytes: Buffer.concat(pieces).subarray(0, HEAD_BYTES), complete: length <= HEAD_BYTES };
}
