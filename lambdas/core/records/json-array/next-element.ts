import { SPACE } from '../bytes.ts';
import { DEFAULT_MAX_MULTILINE_BYTES, type JsonArrayDialect } from '../record.ts';
import { type FilledByte, type FilledBytes, isBlank } from './filled-bytes.ts';
import { CLOSE_BRACKET, COMMA, OPEN_BRACE } from './json-bytes.ts';
import type { LineTracker } from './line-tracker.ts';

/** Where the next element may begin. */
export interface Candidate {
  readonly start: number;
  /** Where the element before it would end. */
  readonly endBefore: number;
}

/** The element that is being read: where it began. */
export interface OpenElement {
  readonly start: number;
  readonly line: number;
}

/** Recognises where the element after a damaged one begins, by the layout of the file's elements. */
export interface NextElement {
  /** Whether elements follow each other on one line. */
  readonly inline: boolean;
  /** Whether the brace at index `at` looks like the beginning of an element of this file. */
  beginsAt(bytes: Uint8Array, at: number, base: number, open: OpenElement): boolean;
  /** Whether the string that ends at index `at` may contain the beginning of the next element: it ends with a brace. */
  isDoubtfulEnd(bytes: Uint8Array, at: number): boolean;
  /** The element that begins at the end of a string's text, if a quote is missing: `"ann},{"id":…`. */
  inString(bytes: Uint8Array, at: number, base: number, open: OpenElement): Candidate | undefined;
  /** Whether the bracket at this offset can only be the array's: alone on its line, less indented than the elements. */
  closesArray(offset: number): boolean;
}

export function createNextElement(
  { indent, inline }: JsonArrayDialect,
  lines: LineTracker,
  filled: FilledBytes,
): NextElement {
  /** Whether the next element may begin after the open one on the current line. */
  function isLineOfElements(open: OpenElement): boolean {
    return inline && (lines.number() === open.line || lines.indent() === indent);
  }

  return {
    inline,
    beginsAt(bytes, at, base, open) {
      if (lines.isFirst(base + at)) return lines.indent() === indent;
      return isLineOfElements(open) && filled.before(bytes, at, base)[0]?.byte === COMMA;
    },
    isDoubtfulEnd(bytes, at) {
      if (!inline) return false;
      // White space before the quote, or the beginning of the buffer: the brace may come before it.
      const before = at > 0 ? bytes[at - 1] : SPACE;
      return before === OPEN_BRACE || isBlank(before);
    },
    inString(bytes, at, base, open) {
      if (!isLineOfElements(open)) return undefined;
      const [brace, comma, last] = filled.before(bytes, at, base);
      if (brace?.byte !== OPEN_BRACE || comma?.byte !== COMMA || last === undefined) return undefined;
      return { start: brace.offset, endBefore: last.offset + 1 };
    },
    closesArray: (offset) => lines.isFirst(offset) && (lines.indent() < indent || indent === 0),
  };
}

/** Whether the bytes from the open element to the candidate are still available, so that the candidate can be shown. */
export function isWithinReach(candidate: Candidate, open: OpenElement): boolean {
  return candidate.start - open.start <= DEFAULT_MAX_MULTILINE_BYTES;
}

/**
 * Where a damaged element ends: `last` are the bytes before the place where it breaks off, the nearest first. The comma
 * after the element, and the array's bracket if it is the last of them, are not part of it.
 */
export function brokenEnd(last: readonly FilledByte[], closing: boolean): number {
  const bracket = closing && last[0]?.byte === CLOSE_BRACKET ? 1 : 0;
  const comma = last[bracket]?.byte === COMMA ? 1 : 0;
  return (last[bracket + comma] as FilledByte).offset + 1;
}
