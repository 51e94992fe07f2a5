import { FlateErrorCode, Gunzip } from 'fflate';
import {
  BROKEN_GZIP,
  countPadding,
  gzipRatioProblem,
  unreadGzipProblem,
} from '../../lambdas/core/inspection/gzip.ts';
import { fileRejected } from '../../lambdas/runtime/errors.ts';

/**
 * What fflate (0.8.3) has not decompressed: the bytes from `v - 1` on. `v` is more than 1 between two members: the last
 * 8 bytes of a member are before `v - 1`. It does not tell otherwise.
 */
interface Unread {
  readonly p: Uint8Array;
  readonly v: number;
}

/**
 * The decompressed bytes of gzip, with all its members: DecompressionStream refuses more than one.
 * @param size of the whole file; absent: only its beginning is read, and what follows the last member is not judged
 * @throws FileRejected if it is damaged, cut off, or contains too much
 */
export async function* gunzip(pieces: AsyncIterable<Buffer>, size?: number): AsyncGenerator<Buffer> {
  let found: Buffer[] = [];
  let total = 0;
  let fed = 0;
  const stream = new Gunzip((piece) => {
    if (piece.length > 0) found.push(Buffer.from(piece.buffer, piece.byteOffset, piece.length));
  });

  function push(piece: Uint8Array, isLast: boolean): 'more' | 'ended' {
    fed += piece.length;
    try {
      stream.push(piece, isLast);
      return 'more';
    } catch (error) {
      const isBehindMember =
        (total > 0 || found.length > 0) && codeOf(error) === FlateErrorCode.InvalidHeader;
      if (isBehindMember) return 'ended';
      throw fileRejected(BROKEN_GZIP);
    }
  }

  function* take(): Generator<Buffer> {
    for (const piece of found) {
      total += piece.length;
      const problem = size === undefined ? undefined : gzipRatioProblem(total, size);
      if (problem !== undefined) throw fileRejected(problem);
      yield piece;
    }
    found = [];
  }

  let padding = 0;
  let read: number | undefined;
  for await (const piece of pieces) {
    const nuls = countPadding(piece);
    padding = nuls === piece.length ? padding + nuls : nuls;
    if (read !== undefined) continue;
    const state = push(piece, false);
    yield* take();
    if (state === 'ended') read = fed - unreadBytes(stream);
  }
  // fflate finds a member that is cut off only if it is cut within a symbol.
  if (read === undefined && !isWhole(stream)) throw fileRejected(BROKEN_GZIP);
  if (read === undefined && push(new Uint8Array(0), true) === 'ended') read = fed - unreadBytes(stream);
  yield* take();
  const problem =
    size === undefined || read === undefined ? undefined : unreadGzipProblem(size, read, padding);
  if (problem !== undefined) throw fileRejected(problem);
}

function isWhole(stream: Gunzip): boolean {
  const { p, v } = stream as unknown as Unread;
  return v > 1 && p.length >= v - 1;
}

function unreadBytes(stream: Gunzip): number {
  const { p, v } = stream as unknown as Unread;
  return p.length - Math.max(0, v - 1);
}

function codeOf(error: unknown): number | undefined {
  return error instanceof Error && 'code' in error ? Number(error.code) : undefined;
}
