import type { FileEncoding } from '../../contracts/file-encoding.ts';
import type { FileLayout } from '../../contracts/file-layout.ts';
import { IN_UTF8, NAME_THE_ENCODING } from '../inspection/encoding.ts';
import { type Rejection, reject } from '../inspection/rejection.ts';
import type { Undecodable } from './converter.ts';
import { characterOf } from './single-byte.ts';
import type { Utf8Findings } from './utf8-check.ts';

/** Characters that a person could have meant: no spaces, no characters that cannot be seen. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Right for every format: spreadsheets are not mentioned. */
const NAME_ANOTHER = `If the file is in another encoding, name it with \`--encoding\` (metadata \`rollcall-encoding\`). ${IN_UTF8.replace('Save', 'Or save')}`;

/** The file has bytes that are no text in the encoding in which it is read. */
export function undecodable({ offset, line, bytes }: Undecodable, encoding: FileEncoding): Rejection {
  return reject(
    'WRONG_ENCODING',
    `The file is not valid ${encoding}: line ${line} (byte ${offset + 1}) has ${inHex(bytes)}, which is no character of ${encoding}. ${NAME_ANOTHER}`,
  );
}

/** The file's text beyond ASCII is not UTF-8, although nothing else was named. */
export function notUtf8(
  first: NonNullable<Utf8Findings['first']>,
  line: number,
  format: FileLayout['format'],
): Rejection {
  const character = characterOf(first.byte, 'windows-1252');
  const meant =
    character !== undefined && VISIBLE.test(character)
      ? `, in Windows-1252 the character "${character}"`
      : '';
  return reject(
    'WRONG_ENCODING',
    `The file is not valid UTF-8: line ${line} (byte ${first.offset + 1}) has ${inHex(Buffer.of(first.byte))}${meant}. ${format === 'csv' ? NAME_THE_ENCODING : NAME_ANOTHER}`,
  );
}

/** An encoding of single bytes is named, and everything beyond ASCII in the file is valid UTF-8. */
export function isUtf8AfterAll(encoding: FileEncoding): Rejection {
  return reject(
    'WRONG_ENCODING',
    `The file is in UTF-8, but ${encoding} was named: its letters would be stored as other characters. Import it with \`--encoding utf-8\` (metadata \`rollcall-encoding\`).`,
  );
}

function inHex(bytes: Buffer): string {
  return [...bytes].map((byte) => `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(' ');
}
