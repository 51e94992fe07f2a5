import type { FileEncoding } from '../../contracts/file-encoding.ts';
import type { FileLayout } from '../../contracts/file-layout.ts';
import { characterOf } from '../code-pages/byte-table.ts';
import type { Undecodable } from '../encoding/converter.ts';
import { isDoubleByte } from '../encoding/double-byte.ts';
import type { Utf8Findings } from '../encoding/utf8-check.ts';
import { OPTION_WORDS } from '../wording/option-words.ts';
import { type Rejection, reject } from './rejection.ts';

/** What to do, to follow "Save" or "save". */
export const SAVE_AS_CSV =
  'it again as "CSV UTF-8" (in Excel: File > Save As > CSV UTF-8) and upload it again.';
const SAVE_AS_TEXT = 'it again in UTF-8 and upload it again.';

export const SAVE_AS_CSV_UTF8 = `Save ${SAVE_AS_CSV}`;
export const IN_UTF8 = `Save ${SAVE_AS_TEXT}`;

/** The usual encoding of files that are not in UTF-8: that of Excel's "CSV (Comma delimited)" in Europe and America. */
export const NAME_THE_ENCODING = `If the file is in Windows-1252, as Excel saves "CSV" without "UTF-8", import it with ${OPTION_WORDS.encodingWindows1252.stored}; other encodings, such as \`cp850\` (DOS) or \`macintosh\`, are named in the same way. Or save ${SAVE_AS_CSV}`;

/** Characters that a person could have meant: no spaces, no characters that cannot be seen. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Right for every format: spreadsheets are not mentioned. */
const NAME_ANOTHER = `If the file is in another encoding, name it with ${OPTION_WORDS.encoding.stored}. Or save ${SAVE_AS_TEXT}`;

const UPPER_HALF = 0x80;
/** Encodings in which a single byte is shown to the sender, who knows which letter was meant. */
const SHOWN = [
  ['windows-1252', 'Windows-1252'],
  ['cp850', 'CP850 (DOS)'],
  ['macintosh', 'MacRoman'],
] as const;
const LETTER = /^\p{L}$/u;

/**
 * `, in Windows-1252 the character "ü"`. Where that is no letter, also the letters of other encodings: `, in Windows-1252 the
 * character "„", in CP850 (DOS) "ä", in MacRoman "Ñ"`.
 */
function shownByte(byte: number, other: FileEncoding): string {
  const shown: string[] = [];
  for (const [encoding, name] of SHOWN) {
    const character = characterOf(byte, encoding);
    if (encoding === other || character === undefined || !VISIBLE.test(character)) continue;
    shown.push(`in ${name} ${shown.length === 0 ? 'the character ' : ''}"${character}"`);
    if (encoding === 'windows-1252' && LETTER.test(character)) break;
  }
  return shown.length === 0 ? '' : `, ${shown.join(', ')}`;
}

/** The file has bytes that are no text in the encoding in which it is read. */
export function undecodable({ offset, line, bytes }: Undecodable, encoding: FileEncoding): Rejection {
  const [byte = 0] = bytes;
  const shown = bytes.length === 1 && byte >= UPPER_HALF ? shownByte(byte, encoding) : '';
  return reject(
    'WRONG_ENCODING',
    `The file is not valid ${encoding}: line ${line} (byte ${offset + 1}) has ${inHex(bytes)}, which is no character of ${encoding}${shown}. ${NAME_ANOTHER}`,
  );
}

/** The file's text beyond ASCII is not UTF-8, although nothing else was named. */
export function notUtf8(
  first: NonNullable<Utf8Findings['first']>,
  line: number,
  format: FileLayout['format'],
): Rejection {
  const meant = shownByte(first.byte, 'utf-8');
  return reject(
    'WRONG_ENCODING',
    `The file is not valid UTF-8: line ${line} (byte ${first.offset + 1}) has ${inHex(Buffer.of(first.byte))}${meant}. ${format === 'csv' ? NAME_THE_ENCODING : NAME_ANOTHER}`,
  );
}

/** Another encoding is named, and everything beyond ASCII in the file is valid UTF-8. */
export function isUtf8AfterAll(encoding: FileEncoding): Rejection {
  const utf8 = `mport it with ${OPTION_WORDS.encodingUtf8.stored}.`;
  return reject(
    'WRONG_ENCODING',
    isDoubleByte(encoding)
      ? `The file can be read as UTF-8 and as ${encoding}, because it has too few letters to tell which it is. If it is in UTF-8, i${utf8} Otherwise save it again in UTF-8 and upload it again.`
      : `The file is in UTF-8, but ${encoding} was named: its letters would be stored as other characters. I${utf8}`,
  );
}

function inHex(bytes: Buffer): string {
  return [...bytes].map((byte) => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(' ');
}
