import type { Conversion, FileEncoding } from '../../contracts/file-encoding.ts';
import { RECORD_SEPARATOR } from '../records/bytes.ts';
import { skipMarks } from '../records/line-edges.ts';
import { utf16Encoding } from './detect-encoding.ts';
import { isDoubleByte } from './double-byte.ts';
import { endsLinesWithReturns } from './line-returns.ts';
import { isAscii, isUtf8 } from './native-text.ts';
import { wholeCharacters } from './whole-characters.ts';

const LEAD_OF_THREE = 0xe0;

export interface FirstBytes {
  readonly bytes: Buffer;
  /** Whether they are the whole file. */
  readonly complete: boolean;
}

/**
 * How the file must be converted before it is read; undefined if it is in UTF-8. `named`: the encoding that the import or
 * the tenant names. What the bytes show certainly comes first, so that a default does not damage a file in UTF-8.
 */
export function decideConversion(
  { bytes: head, complete }: FirstBytes,
  named: FileEncoding | undefined,
): Conversion | undefined {
  if (skipMarks(head, 0, head.length) > 0) return undefined;
  // RFC 7464: JSON texts, each behind a record separator, always in UTF-8.
  if (head[0] === RECORD_SEPARATOR) return { encoding: 'utf-8', recordSeparators: true };
  const utf16 = utf16Encoding(head);
  if (utf16 !== undefined) return { encoding: utf16 };
  if (named === undefined || named === 'utf-8') return undefined;
  if (named === 'utf-16le' || named === 'utf-16be') return { encoding: named };
  return isCertainlyUtf8(complete ? head : wholeCharacters(head), named) ? undefined : { encoding: named };
}

/**
 * Two bytes of UTF-8 may also be a character of an encoding with two bytes: in those, three bytes are needed. SplitFile
 * rejects what can be read in both.
 */
function isCertainlyUtf8(text: Buffer, named: FileEncoding): boolean {
  if (isAscii(text) || !isUtf8(text)) return false;
  return !isDoubleByte(named) || text.some((byte) => byte >= LEAD_OF_THREE);
}

/**
 * The conversion of a file whose lines end with CR alone: they end with LF then. Undefined for any other file.
 * @param text the first bytes, converted by `conversion`
 */
export function convertReturns(text: Buffer, conversion: Conversion | undefined): Conversion | undefined {
  const content = text.subarray(skipMarks(text, 0, text.length));
  if (!endsLinesWithReturns(content)) return undefined;
  return { ...(conversion ?? { encoding: 'utf-8' }), lineBreaks: 'cr' };
}
