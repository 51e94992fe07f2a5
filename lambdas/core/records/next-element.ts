import type { FilledByte, FilledBytes } from './filled-bytes.ts';
import { CLOSE_BRACKET, COMMA, OPEN_BRACE } from './json-bytes.ts';
import type { LineTracker } from './line-tracker.ts';
import { DEFAULT_MAX_MULTILINE_BYTES, type JsonArrayDialect } from './record.ts';

/** An element that may have begun within what was read as a string of the one before. */
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

/** Where behind a damaged element the next one begins, judged by how the file's elements are laid out. */
export interface NextElement {
  /** Whether the brace at index `at` looks as the beginnings of this file's elements do. */
  beginsAt(bytes: Uint8Array, at: number, base: number, open: OpenElement): boolean;
  /** The element that begins at the end of a string's text, if the quotes have slipped: `"ann},{"id":…` has lost one. */
  endsString(bytes: Uint8Array, at: number, base: number, open: OpenElement): Candidate | undefined;
  /** Whether the bracket at this offset can only be the array's: alone on its line, less indented than the elements. */
  closesArray(offset: number): boolean;
}

export function createNextElement(
  { indent, inline }: JsonArrayDialect,
  lines: LineTracker,
  filled: FilledBytes,
): NextElement {
  /** Whether the next element may begin behind the open one on the current line. */
  function isLineOfElements(open: OpenElement): boolean {
    return inline && (lines.number() === open.line || lines.indent() === indent);
  }

  return {
    beginsAt(bytes, at, base, open) {
      if (lines.isFirst(base + at)) return lines.indent() === indent;
      return isLineOfElements(open) && filled.before(bytes, at, base)[0]?.byte === COMMA;
    },
    endsString(bytes, at, base, open) {
      if (!isLineOfElements(open)) return undefined;
      const [brace, comma, last] = filled.before(bytes, at, base);
      if (brace?.byte !== OPEN_BRACE || comma?.byte !== COMMA || last === undefined) return undefined;
      return { start: brace.offset, endBefore: last.offset + 1 };
    },
    closesArray: (offset) => lines.isFirst(offset) && (lines.indent() < indent || indent === 0),
  };
}

/** Whether the bytes from the open element on must still be there, so that the candidate's can be shown. */
export function isWithinReach(candidate: Candidate, open: OpenElement): boolean {
  return candidate.start - open.start <= DEFAULT_MAX_MULTILINE_BYTES;
}

/** Where an element ends that was broken off, from the bytes before the break: without the comma, or the array's bracket. */
export function brokenEnd(last: readonly FilledByte[], closing: boolean): number {
  const bracket = closing && last[0]?.byte === CLOSE_BRACKET ? 1 : 0;
  const comma = last[bracket]?.byte === COMMA ? 1 : 0;
  return (last[bracket + comma] as FilledByte).offset + 1;
}
