import { CARRIAGE_RETURN, QUOTE, SPACE } from './bytes.ts';

const SPACE_QUOTE = Buffer.of(SPACE, QUOTE);
const QUOTE_SPACE = Buffer.of(QUOTE, SPACE);

/** Whether bytes may contain a quoted field with spaces around it; fast, for many records at once. */
export function mayHaveOuterSpaces(bytes: Buffer): boolean {
  return bytes.includes(SPACE_QUOTE) || bytes.includes(QUOTE_SPACE);
}

/** The record without the spaces before opening and after closing quotes; the same buffer if it has none. */
export function withoutOuterSpaces(record: Buffer, delimiter: string): Buffer {
  const parts: Buffer[] = [];
  let from = 0;
  const separator = delimiter.charCodeAt(0);
  for (let start = 0; start <= record.length; ) {
    const opening = skipSpaces(record, start);
    if (record[opening] !== QUOTE) {
      start = endOfField(record, opening, separator) + 1;
      continue;
    }
    const closing = closingQuote(record, opening + 1);
    const end = endOfField(record, closing, separator);
    if (opening > start || closing + 1 < end) {
      parts.push(record.subarray(from, start), record.subarray(opening, closing + 1));
      from = end;
    }
    start = end + 1;
  }
  return parts.length === 0 ? record : Buffer.concat([...parts, record.subarray(from)]);
}

/**
 * Whether a carriage return is outside of quoted fields. It does not end a line, so the record may be several rows with
 * the line breaks of old Macs.
 */
export function hasLoneReturn(record: Buffer, delimiter: string): boolean {
  let found = record.indexOf(CARRIAGE_RETURN);
  const separator = delimiter.charCodeAt(0);
  for (let start = 0; found !== -1 && start <= record.length; ) {
    const opening = skipSpaces(record, start);
    const text = record[opening] === QUOTE ? closingQuote(record, opening + 1) : opening;
    if (found < text) found = record.indexOf(CARRIAGE_RETURN, text);
    const end = endOfField(record, text, separator);
    if (found !== -1 && found < end) return true;
    start = end + 1;
  }
  return false;
}

function skipSpaces(record: Buffer, from: number): number {
  let at = from;
  while (record[at] === SPACE) at++;
  return at;
}

/** Index of the delimiter after the field, or the length of the record. */
function endOfField(record: Buffer, from: number, delimiter: number): number {
  let at = from;
  while (at < record.length && record[at] !== delimiter) at++;
  return at;
}

/** Index of the quote that closes the field whose text begins at `from`, or the length of the record. */
function closingQuote(record: Buffer, from: number): number {
  for (let at = from; at < record.length; at++) {
    if (record[at] !== QUOTE) continue;
    if (record[at + 1] !== QUOTE) return at;
    at++;
  }
  return record.length;
}
