import { CARRIAGE_RETURN, LINE_FEED, QUOTE, RECORD_SEPARATOR, SPACE } from '../records/bytes.ts';
import { isPadding, skipMarks } from '../records/line-edges.ts';

const RECORD_SEPARATORS = 'U+001E (record separator)';

/** Characters that end a line in some programs, and in none of the formats that are read, in UTF-8. */
const SEPARATORS: readonly { readonly bytes: Buffer; readonly name: string }[] = [
  { bytes: Buffer.from('\x0b'), name: 'U+000B (vertical tab)' },
  { bytes: Buffer.from('\x1e'), name: RECORD_SEPARATORS },
  { bytes: Buffer.from('\x85'), name: 'U+0085 (next line, NEL)' },
  { bytes: Buffer.from('\u2028'), name: 'U+2028 (line separator)' },
  { bytes: Buffer.from('\u2029'), name: 'U+2029 (paragraph separator)' },
];

const FIRST_BYTES: ReadonlySet<number | undefined> = new Set(SEPARATORS.map(({ bytes }) => bytes[0]));
const BACKSLASH = 0x5c;
const OPEN_BRACE = 0x7b;
const OPEN_BRACKET = 0x5b;
const TAB = 0x09;

/**
 * The name of the character that ends the lines of a text, if it is none of CR and LF: it is outside of quotes, between
 * content, and no line feed is. Reads the text up to its first line break only.
 */
export function lineSeparator(text: Buffer): string | undefined {
  const start = startOfContent(text);
  const isJson = text[start] === OPEN_BRACE || text[start] === OPEN_BRACKET;
  const found = firstSeparator(text, start, isJson);
  // In JSON, it is in front of records (RFC 7464).
  return isJson && found === RECORD_SEPARATORS ? undefined : found;
}

function firstSeparator(text: Buffer, start: number, isJson: boolean): string | undefined {
  const end = endOfContent(text);
  let quoted = false;
  let found: string | undefined;
  for (let at = start; at < end; at++) {
    const byte = text[at] as number;
    if (byte === QUOTE) quoted = !quoted;
    else if (quoted) at += isJson && byte === BACKSLASH ? 1 : 0;
    else if (byte === LINE_FEED) return undefined;
    else if (found === undefined && FIRST_BYTES.has(byte)) found = separatorAt(text, at, end);
  }
  return found;
}

/** Whether each line of a CSV text ends in LF CR, and not in LF or CRLF: in quotes, it is content. */
export function endsLinesWithFeedReturn(text: Buffer): boolean {
  const start = startOfContent(text);
  if (text[start] === OPEN_BRACE || text[start] === OPEN_BRACKET) return false;
  const end = endOfContent(text);
  let quoted = false;
  let found = false;
  for (let at = start; at < end; at++) {
    const byte = text[at];
    if (byte === QUOTE) quoted = !quoted;
    if (quoted || byte !== LINE_FEED) continue;
    if (text[at + 1] !== CARRIAGE_RETURN || text[at + 2] === LINE_FEED) return false;
    found = true;
  }
  return found;
}

function separatorAt(text: Buffer, at: number, end: number): string | undefined {
  const found = SEPARATORS.find(({ bytes }) => text.subarray(at, at + bytes.length).equals(bytes));
  return found !== undefined && at + found.bytes.length < end ? found.name : undefined;
}

function startOfContent(text: Buffer): number {
  let at = 0;
  for (;;) {
    const marks = skipMarks(text, at, text.length);
    if (marks === at && !isBlank(text[at])) return at;
    at = marks === at ? at + 1 : marks;
  }
}

function endOfContent(text: Buffer): number {
  let end = text.length;
  while (end > 0 && isBlank(text[end - 1])) end--;
  return end;
}

function isBlank(byte: number | undefined): boolean {
  return byte === LINE_FEED || byte === SPACE || byte === TAB || byte === RECORD_SEPARATOR || isPadding(byte);
}
