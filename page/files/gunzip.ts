import { Gunzip } from 'fflate';
import { reject } from '../../lambdas/core/inspection/rejection.ts';
import { FileRejected, fileRejected } from '../../lambdas/runtime/errors.ts';

/**
 * The decompressed bytes of gzip, with all its members: DecompressionStream refuses more than one.
 * @throws FileRejected if it is damaged or cut off
 */
export async function* gunzip(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let found: Buffer[] = [];
  const stream = new Gunzip((piece) => {
    if (piece.length > 0) found.push(Buffer.from(piece.buffer, piece.byteOffset, piece.length));
  });
  const push = (piece: Uint8Array, isLast: boolean) => {
    try {
      stream.push(piece, isLast);
    } catch (error) {
      throw error instanceof FileRejected ? error : fileRejected(BROKEN);
    }
    const taken = found;
    found = [];
    return taken;
  };
  for await (const piece of pieces) yield* push(piece, false);
  yield* push(new Uint8Array(0), true);
}

const BROKEN = reject('BROKEN_GZIP', 'The gzip file is damaged or cut off. Compress the file again.');
