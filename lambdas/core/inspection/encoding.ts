import { isUtf8 } from 'node:buffer';
import type { FileEncoding } from '../../contracts/file-encoding.ts';
import { type Rejection, reject } from './rejection.ts';

export const UTF8_BOM = Buffer.from([0xef, 0xbb, 0xbf]);
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

export const SAVE_AS_UTF8 =
  'Save it again as "CSV UTF-8" (in Excel: File > Save As > CSV UTF-8) and upload it again.';

export const IN_UTF8 = 'Save it again in UTF-8 and upload it again.';
const UNPACK = 'Unpack it and upload the file that is in it, as it is or compressed with gzip.';
const EXPORT = 'Export the data as text in UTF-8.';

/** The usual encoding of files that are not in UTF-8: that of Excel's "CSV (Comma delimited)" in Europe and America. */
export const NAME_THE_ENCODING = `If the file is in Windows-1252, as Excel saves "CSV" without "UTF-8", import it with \`--encoding windows-1252\` (metadata \`rollcall-encoding\`); other encodings are named in the same way. ${SAVE_AS_UTF8.replace('Save', 'Or save')}`;

/**
 * First bytes of files that are often uploaded by mistake: https://www.garykessler.net/library/file_sigs.html, and
 * the documents of the formats.
 */
const BINARIES: readonly {
  readonly magic: Buffer;
  /** Of the magic bytes. */
  readonly offset?: number;
  readonly what: string;
  readonly advice: string;
}[] = [
  {
    magic: Buffer.from('PK\x03\x04', 'latin1'),
    what: 'an Excel workbook (.xlsx) or a zip archive',
    advice: `Of a workbook: ${SAVE_AS_UTF8[0]?.toLowerCase()}${SAVE_AS_UTF8.slice(1)} Of an archive: ${UNPACK[0]?.toLowerCase()}${UNPACK.slice(1)}`,
  },
  {
    magic: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
    what: 'an old Excel workbook (.xls)',
    advice: SAVE_AS_UTF8,
  },
  { magic: Buffer.from('%PDF'), what: 'a PDF document', advice: EXPORT },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), what: 'a Zstandard archive', advice: UNPACK },
  { magic: Buffer.from('BZh'), what: 'a bzip2 archive', advice: UNPACK },
  { magic: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]), what: 'an xz archive', advice: UNPACK },
  { magic: Buffer.from('7z\xbc\xaf', 'latin1'), what: 'a 7-Zip archive', advice: UNPACK },
  { magic: Buffer.from('ustar'), offset: 257, what: 'a tar archive', advice: UNPACK },
  { magic: Buffer.from('PAR1'), what: 'a Parquet file', advice: EXPORT },
  { magic: Buffer.from([0x89, 0x50, 0x4e, 0x47]), what: 'a PNG picture', advice: EXPORT },
  { magic: Buffer.from([0xff, 0xd8, 0xff]), what: 'a JPEG picture', advice: EXPORT },
  { magic: GZIP_MAGIC, what: 'a gzip file inside a gzip file', advice: 'Compress the file only once.' },
];

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

/**
 * What is wrong with the bytes as text; undefined when they can be UTF-8. `complete`: the bytes are the whole file.
 * An invalid byte rejects the file only in a CSV header, where it makes every column doubtful. In a record, including
 * the first line of JSON Lines, it fails that record.
 */
export function encodingProblem(head: Buffer, complete: boolean): Rejection | undefined {
  return notTextProblem(head) ?? (isJson(head) ? undefined : headerLineProblem(head, complete));
}

/** Rejects binary files and UTF-16. This is the only check for a file without a header, whose first line is a record. */
export function notTextProblem(head: Buffer): Rejection | undefined {
  const binary = BINARIES.find(({ magic, offset = 0 }) =>
    head.subarray(offset, offset + magic.length).equals(magic),
  );
  if (binary !== undefined)
    return reject(
      'BINARY_FILE',
      `The file is ${binary.what}, not text. Expected CSV or JSON. ${binary.advice}`,
    );
  const encoding = isUtf32(head) ? 'UTF-32' : UTF16_NAMES.get(utf16Encoding(head));
  if (encoding !== undefined)
    return reject('WRONG_ENCODING', `The file is encoded in ${encoding}. Expected UTF-8. ${IN_UTF8}`);
  return undefined;
}

const UTF16_NAMES: ReadonlyMap<FileEncoding | undefined, string> = new Map([
  ['utf-16le', 'UTF-16 (little endian)'],
  ['utf-16be', 'UTF-16 (big endian)'],
]);

function isUtf32(head: Buffer): boolean {
  const mark = head.subarray(0, 4).toString('hex');
  return mark === 'fffe0000' || mark === '0000feff';
}

function isJson(head: Buffer): boolean {
  const start = head.subarray(0, UTF8_BOM.length).equals(UTF8_BOM) ? UTF8_BOM.length : 0;
  return /^\s*[{[]/.test(head.subarray(start).toString('latin1'));
}

function headerLineProblem(head: Buffer, complete: boolean): Rejection | undefined {
  const firstLineEnd = head.indexOf(0x0a);
  const opening = head.subarray(0, firstLineEnd === -1 ? head.length : firstLineEnd);
  if (opening.includes(0))
    return reject(
      'BINARY_FILE',
      `The first line contains NUL bytes, so the file is not text. Expected CSV or JSON. ${EXPORT}`,
    );
  const cut = firstLineEnd === -1 && !complete;
  if (!isUtf8(cut ? wholeCharacters(opening) : opening)) {
    return reject('WRONG_ENCODING', `The first line is not valid UTF-8. ${NAME_THE_ENCODING}`);
  }
  return undefined;
}

/** By the byte order mark, or by the first line: Latin text in UTF-16 has a NUL in every second byte. */
export function utf16Encoding(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (isUtf32(head)) return undefined;
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  // Only the first line, the header, is certainly Latin.
  const lineEnd = head.indexOf(0x0a);
  const sample = head.subarray(0, Math.min(64, lineEnd === -1 ? head.length : lineEnd));
  if (sample.length < 4) return undefined;
  const nulAt = (parity: number) => sample.every((byte, i) => (i % 2 === parity ? byte === 0 : byte !== 0));
  if (nulAt(1)) return 'utf-16le';
  return nulAt(0) ? 'utf-16be' : undefined;
}

/** Drops the last character, which may be incomplete. */
export function wholeCharacters(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && ((bytes[end - 1] as number) & 0xc0) === 0x80) end -= 1;
  return bytes.subarray(0, Math.max(0, end - 1));
}
