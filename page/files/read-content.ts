import type { Conversion } from '../../lambdas/contracts/file-encoding.ts';
import { createConverter } from '../../lambdas/core/encoding/converter.ts';
import { createUtf8Check } from '../../lambdas/core/encoding/utf8-check.ts';
import { isUtf8AfterAll, undecodable } from '../../lambdas/core/inspection/reject-encoding.ts';
import { fileRejected } from '../../lambdas/runtime/errors.ts';
import { gunzip } from './gunzip.ts';
import { readPieces } from './read-bytes.ts';
import { isGzipFile } from './read-head.ts';

/** Bytes that are joined to one part of the copy: a browser moves large parts out of memory. */
const PART_BYTES = 8 * 1024 * 1024;

/**
 * What SplitFile reads: the file itself, or a copy that is decompressed and in UTF-8.
 * @throws FileRejected at bytes that are no text, and for damaged gzip
 */
export async function readContent(file: Blob, conversion: Conversion | undefined): Promise<Blob> {
  const isCompressed = await isGzipFile(file);
  if (!isCompressed && conversion === undefined) return file;
  const plain = isCompressed ? gunzip(readPieces(file), file.size) : readPieces(file);
  return collect(conversion === undefined ? plain : converted(plain, conversion));
}

async function collect(pieces: AsyncIterable<Buffer>): Promise<Blob> {
  const parts: Blob[] = [];
  let open: Buffer[] = [];
  let bytes = 0;
  for await (const piece of pieces) {
    open.push(piece);
    bytes += piece.length;
    if (bytes < PART_BYTES) continue;
    parts.push(new Blob(open));
    open = [];
    bytes = 0;
  }
  return new Blob([...parts, ...open]);
}

/** As the step `convert` of SplitFile. */
async function* converted(pieces: AsyncIterable<Buffer>, conversion: Conversion): AsyncGenerator<Buffer> {
  const { encoding } = conversion;
  const converter = createConverter(conversion);
  const check = encoding.startsWith('utf-') ? undefined : createUtf8Check(0);
  const checked = (text: Buffer) => {
    const problem = converter.problem();
    if (problem !== undefined) throw fileRejected(undecodable(problem, encoding));
    return text;
  };
  for await (const piece of pieces) {
    check?.push(piece);
    yield checked(converter.push(piece));
  }
  yield checked(converter.end());
  const { valid, invalid } = check?.end() ?? { valid: 0, invalid: 0 };
  if (valid > 0 && invalid === 0) throw fileRejected(isUtf8AfterAll(encoding));
}
