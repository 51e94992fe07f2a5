import { QUOTE, SPACE } from './bytes.ts';
import { isPadding } from './line-edges.ts';

/**
 * Reads one physical line byte by byte (RFC 4180 section 2; a literal quote in an unquoted field and spaces around a
 * quoted field are tolerated, as spreadsheets do). The progress is one integer, so that a line can be read in pieces without allocations: bits 0-2
 * are the state, bit 3 says whether a bare quote was found, the other bits count the delimiters outside of quotes.
 */
export type Reading = number;

const FIELD_START = 0;
const UNQUOTED = 1;
const QUOTED = 2;
/** After a quote within a quoted field: it closed the field unless another quote follows. */
const CLOSED = 3;
/** Padding after the closing quote: valid only if the line ends here. */
const CLOSED_PADDING = 4;
const JUNK = 5;
/** Spaces after the closing quote. */
const CLOSED_SPACE = 6;

const STATE_MASK = 7;
const BARE_QUOTE = 8;
const COUNT_SHIFT = 4;
/** More columns than any header has; keeps the integer small for lines of gigabytes. */
const MAX_COUNT = 2 ** 24;

/** Initial values: for a line that begins a record, and for a line that continues a quoted field. */
export const BEGINS_RECORD: Reading = FIELD_START;
export const CONTINUES_FIELD: Reading = QUOTED;

/**
 * Reads more bytes of the same line, without its line feed. One nested loop field by field: checking a state for
 * every byte costs a third of the speed.
 */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one nested loop, see above.
export function readQuotes(
  bytes: Uint8Array,
  from: number,
  to: number,
  delimiter: number,
  reading: Reading,
): Reading {
  let state = reading & STATE_MASK;
  let bare = reading & BARE_QUOTE;
  let count = reading >>> COUNT_SHIFT;
  let at = from;
  while (at < to) {
    if (state === FIELD_START) {
      while (at < to && bytes[at] === SPACE) at++;
      if (at === to) break;
      if (bytes[at] === QUOTE) {
        state = QUOTED;
        at++;
      } else state = UNQUOTED;
    }
    if (state === UNQUOTED) {
      for (; at < to && bytes[at] !== delimiter; at++) if (bytes[at] === QUOTE) bare = BARE_QUOTE;
      if (at < to) {
        state = FIELD_START;
        count++;
      }
    } else if (state === QUOTED) {
      while (at < to && bytes[at] !== QUOTE) at++;
      if (at < to) state = CLOSED;
    } else {
      state = behindQuote(state, bytes[at], delimiter);
      if (state === FIELD_START) count++;
      if (state === JUNK) break;
    }
    at++;
  }
  return state | bare | (Math.min(count, MAX_COUNT) << COUNT_SHIFT);
}

function behindQuote(state: number, byte: number | undefined, delimiter: number): number {
  if (state === CLOSED && byte === QUOTE) return QUOTED;
  if (state === CLOSED || state === CLOSED_SPACE) {
    if (byte === delimiter) return FIELD_START;
    if (byte === SPACE) return CLOSED_SPACE;
  }
  return state !== JUNK && isPadding(byte) ? CLOSED_PADDING : JUNK;
}

/** The result of a line at its end. */
export type LineEnding = typeof READ | typeof OPEN | typeof WITH_JUNK;
/** The record is complete. */
export const READ = 0;
/** A quoted field continues after the line break. */
export const OPEN = 1;
/** Something other than a delimiter or the end of the line follows a closing quote. */
export const WITH_JUNK = 2;

export function endingOf(reading: Reading): LineEnding {
  const state = reading & STATE_MASK;
  if (state === QUOTED) return OPEN;
  return state === JUNK ? WITH_JUNK : READ;
}

/** Delimiters outside of quoted fields. */
export function delimitersIn(reading: Reading): number {
  return reading >>> COUNT_SHIFT;
}

/** Whether an unquoted field contains a literal quote. */
export function hasBareQuote(reading: Reading): boolean {
  return (reading & BARE_QUOTE) !== 0;
}
