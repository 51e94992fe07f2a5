/**
 * The states a reader of one physical line goes through, byte by byte (RFC 4180 section 2, with a literal quote in
 * an unquoted field tolerated as spreadsheets do).
 */
export const LINE_FEED = 10;
export const CARRIAGE_RETURN = 13;
export const QUOTE = 34;

const FIELD_START = 0;
const UNQUOTED = 1;
const QUOTED = 2;
/** Behind a quote within a quoted field: it closed the field unless another quote follows. */
const CLOSED = 3;
/** A carriage return behind the closing quote: right only if the line ends here. */
const CLOSED_CR = 4;
const JUNK = 5;

/** What a line comes to when it is over. */
export type LineEnding = typeof READ | typeof OPEN | typeof WITH_JUNK;
/** The record is complete. */
export const READ = 0;
/** A quoted field reaches over the line break. */
export const OPEN = 1;
/** Something else than a delimiter or the line's end stands behind a closing quote. */
export const WITH_JUNK = 2;

export interface QuoteReader {
  /** A new line begins. */
  begin(): void;
  read(bytes: Uint8Array, from: number, to: number): void;
  /** `lineFeed`: false at the end of a file that has no final line break. */
  ending(lineFeed: boolean): LineEnding;
  /** Delimiters read outside of quoted fields. */
  delimiters(): number;
  /** Whether a literal quote stood in an unquoted field. */
  sawBareQuote(): boolean;
}

/** Reads lines that begin at a record's start, or (`insideQuotes`) within a quoted field of an earlier line. */
export function createQuoteReader(delimiter: number, insideQuotes: boolean): QuoteReader {
  const initial = insideQuotes ? QUOTED : FIELD_START;
  let state: number = initial;
  let delimiters = 0;
  let bareQuote = false;

  function read(bytes: Uint8Array, from: number, to: number): void {
    let now = state;
    let count = delimiters;
    for (let at = from; at < to; at++) {
      const byte = bytes[at];
      if (now === QUOTED) {
        if (byte === QUOTE) now = CLOSED;
      } else if (byte === delimiter) {
        if (now === JUNK) break;
        if (now === CLOSED_CR) now = JUNK;
        else {
          now = FIELD_START;
          count++;
        }
      } else if (now === UNQUOTED) {
        if (byte === QUOTE) bareQuote = true;
      } else if (now === FIELD_START) {
        now = byte === QUOTE ? QUOTED : UNQUOTED;
      } else if (now === CLOSED) {
        now = byte === QUOTE ? QUOTED : byte === CARRIAGE_RETURN ? CLOSED_CR : JUNK;
      } else {
        now = JUNK;
        break;
      }
    }
    state = now;
    delimiters = count;
  }

  return {
    begin() {
      state = initial;
      delimiters = 0;
      bareQuote = false;
    },
    read,
    ending(lineFeed) {
      if (state === QUOTED) return OPEN;
      return state === JUNK || (state === CLOSED_CR && !lineFeed) ? WITH_JUNK : READ;
    },
    delimiters: () => delimiters,
    sawBareQuote: () => bareQuote,
  };
}
