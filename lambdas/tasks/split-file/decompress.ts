import { createGunzip } from 'node:zlib';
import { countPadding, gzipRatioProblem, unreadGzipProblem } from '../../core/inspection/gzip.ts';
import { FileRejected, fileRejected } from '../../runtime/errors.ts';
import type { ContentStep } from './copy-content.ts';

/** The steps of copyContent that decompress a gzip file of `compressedBytes`, and fail if they do not reach its end. */
export function decompress(compressedBytes: number, maxBytes: number): readonly ContentStep[] {
  const gunzip = createGunzip();
  let padding = 0;
  async function* countNuls(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of bytes) {
      const nuls = countPadding(piece);
      padding = nuls === piece.length ? padding + nuls : nuls;
      yield piece;
    }
  }
  async function* assertAllRead(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    yield* bytes;
    const problem = unreadGzipProblem(compressedBytes, gunzip.bytesWritten, padding);
    if (problem !== undefined) throw fileRejected(problem);
  }
  return [countNuls, gunzip, assertAllRead, limitTo(maxBytes, compressedBytes)];
}

/** @throws FileRejected beyond `maxBytes`, or beyond what a file of `compressedBytes` may contain */
function limitTo(maxBytes: number, compressedBytes: number) {
  return async function* (bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let total = 0;
    for await (const piece of bytes) {
      total += piece.length;
      if (total > maxBytes) {
        throw new FileRejected(
          'FILE_TOO_LARGE',
          `The file has more than ${maxBytes} bytes when decompressed. Divide it into smaller files.`,
        );
      }
      const problem = gzipRatioProblem(total, compressedBytes);
      if (problem !== undefined) throw fileRejected(problem);
      yield piece;
    }
  };
}
