import type { FileEncoding } from '../../contracts/file-encoding.ts';
import { isUtf32, utf16Encoding } from '../encoding/detect-encoding.ts';
import { isUtf8 } from '../encoding/native-text.ts';
import { wholeCharacters } from '../encoding/whole-characters.ts';
import { skipMarks, trimPadding } from '../records/line-edges.ts';
import { GZIP_MAGIC } from './gzip.ts';
import { IN_UTF8, NAME_THE_ENCODING, SAVE_AS_CSV, SAVE_AS_CSV_UTF8 } from './reject-encoding.ts';
import { type Rejection, reject } from './rejection.ts';

const UNPACK = 'unpack it and upload the file that is in it, as it is or compressed with gzip.';
const UNPACK_IT = `To import it, ${UNPACK}`;
const EXPORT = 'Export the data as text in UTF-8.';

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
    advice: `If it is a workbook, save ${SAVE_AS_CSV} If it is an archive, ${UNPACK}`,
  },
  {
    magic: Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
    what: 'an old Excel workbook (.xls) or a workbook with a password',
    advice: SAVE_AS_CSV_UTF8,
  },
  { magic: Buffer.from('%PDF'), what: 'a PDF document', advice: EXPORT },
  { magic: Buffer.from([0x28, 0xb5, 0x2f, 0xfd]), what: 'a Zstandard archive', advice: UNPACK_IT },
  { magic: Buffer.from('BZh'), what: 'a bzip2 archive', advice: UNPACK_IT },
  { magic: Buffer.from([0xfd, 0x37, 0x7a, 0x58, 0x5a]), what: 'an xz archive', advice: UNPACK_IT },
  { magic: Buffer.from('7z\xbc\xaf', 'latin1'), what: 'a 7-Zip archive', advice: UNPACK_IT },
  { magic: Buffer.from('ustar'), offset: 257, what: 'a tar archive', advice: UNPACK_IT },
  { magic: Buffer.from('PAR1'), what: 'a Parquet file', advice: EXPORT },
  { magic: Buffer.from([0x89, 0x50, 0x4e, 0x47]), what: 'a PNG picture', advice: EXPORT },
  { magic: Buffer.from([0xff, 0xd8, 0xff]), what: 'a JPEG picture', advice: EXPORT },
  { magic: GZIP_MAGIC, what: 'a gzip file inside a gzip file', advice: 'Compress the file only once.' },
];

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

function isJson(head: Buffer): boolean {
  return /^\s*[{[]/.test(head.subarray(skipMarks(head, 0, head.length)).toString('latin1'));
}

function headerLineProblem(head: Buffer, complete: boolean): Rejection | undefined {
  const firstLineEnd = head.indexOf(0x0a);
  const opening = head.subarray(0, firstLineEnd === -1 ? head.length : firstLineEnd);
  const content = trimPadding(opening, opening.length);
  if (opening.subarray(0, content || opening.length).includes(0))
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
