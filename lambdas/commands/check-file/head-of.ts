import { Readable } from 'node:stream';
import { constants, createGunzip } from 'node:zlib';
import { gzipProblem, isGzip } from '../../core/inspection/gzip.ts';
import { firstBytes, readHead } from '../../processing/inspection/read-head.ts';
import { HEAD_BYTES, type Head } from '../../reading/inspection/read-layout.ts';
import { fileRejected } from '../../runtime/errors.ts';

export interface GivenBytes {
  /** The first bytes of the file, as it would be uploaded. */
  readonly bytes: Buffer;
  /** Of the whole file. */
  readonly size: number;
}

/**
 * The first bytes of a file as InspectFile reads them, decompressed. If fewer bytes are given than InspectFile reads, they
 * are taken for what they are: not the whole file.
 * @throws FileRejected if they are gzip and damaged
 */
export async function headOf({ bytes, size }: GivenBytes): Promise<Head> {
  const isWhole = bytes.length === size;
  if (isWhole || (bytes.length >= HEAD_BYTES && !isGzip(bytes))) {
    const open = async (_: unknown, range?: { readonly start: number; readonly end: number }) =>
      Readable.from([bytes.subarray(range?.start, range?.end)]);
    return readHead({ open }, { bucket: 'given', key: 'given', etag: 'given', size });
  }
  return { bytes: isGzip(bytes) ? await decompressed(bytes) : bytes, complete: false };
}

/** As far as it can be decompressed: the end of the file is missing. */
async function decompressed(bytes: Buffer): Promise<Buffer> {
  const gunzip = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
  gunzip.end(bytes);
  try {
    return (await firstBytes(gunzip, HEAD_BYTES)).bytes;
  } catch (error) {
    const problem = gzipProblem(error);
    throw problem === undefined ? error : fileRejected(problem);
  }
}
