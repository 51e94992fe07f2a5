/**
 * Reads one physical line byte by byte (RFC 4180 section 2; a literal quote in an unquoted field is tolerated, as
 * spreadsheets do). The progress is one integer, so that a line can be read in pieces without allocations: bits 0-2
 * are the state, bit 3 says whether a bare quote was found, the other bits count the delimiters outside of quotes.
 */
export type Reading = number;

export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const SPACE = 32;
export const QUOTE = 34;

const FIELD_START = 0;
const UNQUOTED = 1;
const QUOTED = 2;
/** After a quote within a quoted field: it closed the field unless another quote follows. */
const CLOSED = 3;
/** A carriage return after the closing quote: valid only if the line ends here. */
const CLOSED_CR = 4;
const JUNK = 5;

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
    } else if (state === CLOSED) {
      state = behindQuote(bytes[at], delimiter);
      if (state === FIELD_START) count++;
    } else {
      state = JUNK;
      break;
    }
    at++;
  }
  return state | bare | (Math.min(count, MAX_COUNT) << COUNT_SHIFT);
}

function behindQuote(byte: number | undefined, delimiter: number): number {
  if (byte === QUOTE) return QUOTED;
  if (byte === delimiter) return FIELD_START;
  return byte === CARRIAGE_RETURN ? CLOSED_CR : JUNK;
}

/** The result of a line at its end. */
export type LineEnding = typeof READ | typeof OPEN | typeof WITH_JUNK;
/** The record is complete. */
export const READ = 0;
/** A quoted field continues after the line break. */
export const OPEN = 1;
/** Something other than a delimiter or the end of the line follows a closing quote. */
export const WITH_JUNK = 2;

/** `lineFeed`: false at the end of a file that has no final line break. */
export function endingOf(reading: Reading, lineFeed: boolean): LineEnding {
  const state = reading & STATE_MASK;
  if (state === QUOTED) return OPEN;
  return state === JUNK || (state === CLOSED_CR && !lineFeed) ? WITH_JUNK : READ;
}

/** Delimiters outside of quoted fields. */
export function delimitersIn(reading: Reading): number {
  return reading >>> COUNT_SHIFT;
}

/** Whether an unquoted field contains a literal quote. */
export function hasBareQuote(reading: Reading): boolean {
  return (reading & BARE_QUOTE) !== 0;
}
