import type { FileEncoding } from '../../lambdas/contracts/file-encoding.ts';
import { utf16Encoding } from '../../lambdas/core/encoding/detect-encoding.ts';
import { skipMarks } from '../../lambdas/core/records/line-edges.ts';
import { gunzip } from './gunzip.ts';
import { readPieces } from './read-bytes.ts';
import { isGzipFile } from './read-head.ts';
import { guessWestern } from './western-encoding.ts';

/** How far a file is looked at for its first letter that is not ASCII. */
const MAX_BYTES = 64 * 1024 * 1024;

/**
 * The encoding of a file that is not valid UTF-8, if its letters are those of the West. Undefined for valid UTF-8, if nothing
 * fits, and for damaged gzip, which the file is rejected for.
 */
export async function guessEncoding(file: Blob): Promise<FileEncoding | undefined> {
  const foreign = await findForeign(file).catch(() => undefined);
  if (foreign === undefined) return undefined;
  return guessWestern(foreign);
}

/** The first piece that is not valid UTF-8. @throws FileRejected for damaged gzip */
async function findForeign(file: Blob): Promise<Buffer | undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const pieces = (await isGzipFile(file)) ? gunzip(readPieces(file), file.size) : readPieces(file);
  let bytes = 0;
  for await (const piece of pieces) {
    if (bytes === 0 && isMarked(piece)) return undefined;
    bytes += piece.length;
    try {
      decoder.decode(piece, { stream: true });
    } catch {
      return piece;
    }
    if (bytes > MAX_BYTES) return undefined;
  }
  return undefined;
}

function isMarked(head: Buffer): boolean {
  return skipMarks(head, 0, head.length) > 0 || utf16Encoding(head) !== undefined;
}
