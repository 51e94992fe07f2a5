import { LINE_FEED, QUOTE, SPACE } from './bytes.ts';
import { BYTE_ORDER_MARK, createTail, isPadding, skipMarks, trimPadding } from './line-edges.ts';
import {
  BLANK,
  BREAKS,
  CLOSES,
  CONTINUES,
  type Continuation,
  createOpenQuotes,
  JUNKED,
  type LineKind,
  MALFORMATION,
  OPENING,
  UNCLOSED,
  WHOLE,
} from './open-quotes.ts';
import {
  BEGINS_RECORD,
  CONTINUES_FIELD,
  delimitersIn,
  endingOf,
  hasBareQuote,
  OPEN,
  READ,
  readQuotes,
  WITH_JUNK,
} from './read-quotes.ts';
import {
  type CsvDialect,
  DEFAULT_MAX_MULTILINE_BYTES,
  type OnRecord,
  type RecordPosition,
  type RecordScanner,
} from './record.ts';
import { createRegularLine } from './regular-line.ts';

/** Larger than any offset in a file. */
const NOWHERE = Number.MAX_SAFE_INTEGER;

/**
 * Finds the records of a CSV file. The rules are in the README of this folder. For speed, a line without quotes is
 * found by two `indexOf` calls, and read byte by byte only as far as it is blank. After a line with quotes, the next
 * line is read in one pass that stops at the first irregularity. Every other line is read once as the beginning of a
 * record and, only while an earlier quote is open, once more as a continuation. All state is in one closure, because
 * every line of a file passes through it.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: all state is in one closure, see above.
export function createCsvScanner(
  dialect: CsvDialect,
  from: RecordPosition,
  onRecord: OnRecord,
): RecordScanner {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const open = createOpenQuotes(
    {
      columns: dialect.columns,
      maxColumns: dialect.maxColumns ?? dialect.columns,
      maxMultilineBytes: dialect.maxMultilineBytes ?? DEFAULT_MAX_MULTILINE_BYTES,
    },
    onRecord,
  );
  /** Offset of the buffer's first byte in the file. */
  let base = from.offset;
  let line = from.line;
  /** Where the physical line that is being read begins, and whether part of it is in earlier buffers. */
  let lineStart = from.offset;
  let begun = false;
  /** While nothing but byte order marks was read of the current line: how many of their bytes. */
  let marks = 0;
  let inMarks = false;
  /** The current line as a record's beginning, and (while a quote is open) as a continuation. */
  let fresh = BEGINS_RECORD;
  let inside = CONTINUES_FIELD;
  /** Offset of its first byte that is neither a delimiter nor a space. */
  let filledFrom = NOWHERE;
  const tail = createTail();
  let lastByte = LINE_FEED;
  const regular = createRegularLine(delimiter);
  /** Whether the previous line had quotes: the next one probably has some as well. */
  let quotesAreFrequent = false;

  /** Index of the first byte that is no delimiter, no space and no padding. Spreadsheets write delimiters for blank rows. */
  function skipBlanks(bytes: Buffer, from: number, to: number): number {
    let at = from;
    while (at < to && (bytes[at] === delimiter || bytes[at] === SPACE || isPadding(bytes[at]))) at++;
    return at;
  }

  /** Reads more of the current line, which has quotes or does not end in these bytes. */
  function read(bytes: Buffer, at: number, to: number): void {
    if (!begun) begin();
    if (open.waiting()) inside = readQuotes(bytes, at, to, delimiter, inside);
    const start = inMarks ? readMarks(bytes, at, to) : at;
    if (filledFrom === NOWHERE) {
      const filled = skipBlanks(bytes, start, to);
      if (filled < to) filledFrom = base + filled;
    }
    fresh = readQuotes(bytes, start, to, delimiter, fresh);
  }

  function begin(): void {
    fresh = BEGINS_RECORD;
    inside = CONTINUES_FIELD;
    filledFrom = NOWHERE;
    marks = 0;
    inMarks = true;
    begun = true;
  }

  /** Index of the first byte after the byte order marks. */
  function readMarks(bytes: Buffer, from: number, to: number): number {
    let at = from;
    for (; at < to && bytes[at] === BYTE_ORDER_MARK[marks % 3]; at++) marks++;
    if (at < to) endMarks();
    return at;
  }

  /** The byte order marks of the line have ended. The first bytes of another mark are content. */
  function endMarks(): void {
    inMarks = false;
    const part = marks % 3;
    marks -= part;
    if (part === 0) return;
    filledFrom = lineStart + marks;
    fresh = readQuotes(BYTE_ORDER_MARK, 0, part, delimiter, fresh);
  }

  function kindOf(end: number): LineKind {
    // Empty, or nothing but the padding that ends it.
    if (filledFrom >= end) return BLANK;
    const ending = endingOf(fresh);
    if (ending === READ) return WHOLE;
    if (ending === WITH_JUNK) return JUNKED;
    return hasBareQuote(fresh) ? UNCLOSED : OPENING;
  }

  function continuation(): Continuation {
    const ending = endingOf(inside);
    if (ending === WITH_JUNK || hasBareQuote(inside)) return BREAKS;
    return ending === OPEN ? CONTINUES : CLOSES;
  }

  /** Ends the line that `read` has read. */
  function finish(end: number, next: number): void {
    if (inMarks) endMarks();
    const start = lineStart + marks;
    const kind = kindOf(end);
    const columns = 1 + delimitersIn(fresh);
    if (open.waiting()) {
      open.follow(start, end, next, kind, columns, continuation(), delimitersIn(inside));
    } else if (kind === OPENING) open.open(start, end, next, line, columns);
    else if (kind !== BLANK) onRecord(start, end, next, line, MALFORMATION[kind]);
    begun = false;
  }

  /** Reports a line without quotes that begins at `at` and ends in the buffer. */
  function plain(bytes: Buffer, at: number, end: number, next: number): void {
    const content = bytes[at] === BYTE_ORDER_MARK[0] ? skipMarks(bytes, at, end - base) : at;
    const blank = skipBlanks(bytes, content, end - base) === end - base;
    if (open.waiting()) open.follow(base + content, end, next, blank ? BLANK : WHOLE, 1, CONTINUES, 0);
    else if (!blank) onRecord(base + content, end, next, line, undefined);
  }

  /** Reports the regular line at `at` in the buffer. False: it must be read by `read`. */
  function reportRegular(bytes: Buffer, at: number, to: number): boolean {
    const waiting = open.waiting();
    if (begun || bytes[at] === BYTE_ORDER_MARK[0] || !regular.read(bytes, at, to, waiting)) return false;
    const feed = regular.feed();
    const next = base + feed + 1;
    if (feed === at) return false;
    const end = base + trimPadding(bytes, feed);
    if (!regular.hasQuotes()) {
      quotesAreFrequent = waiting;
      plain(bytes, at, end, next);
      return true;
    }
    const cells = 1 + regular.delimiters();
    if (waiting) return !regular.isOpen() && open.close(end, next, cells - 1);
    if (regular.isOpen()) open.open(lineStart, end, next, line, cells);
    else onRecord(lineStart, end, next, line, undefined);
    return true;
  }

  return {
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the loop over all bytes of a file; each case continues at another position.
    push(bytes) {
      const length = bytes.length;
      let quote = -1;
      let at = 0;
      while (at < length) {
        if (quotesAreFrequent && reportRegular(bytes, at, length)) {
          line++;
          at = regular.feed() + 1;
          lineStart = base + at;
          continue;
        }
        if (quote < at) {
          quote = bytes.indexOf(QUOTE, at);
          if (quote === -1) quote = length;
        }
        const feed = bytes.indexOf(LINE_FEED, at);
        if (feed === -1) {
          read(bytes, at, length);
          break;
        }
        const content = trimPadding(bytes, feed);
        const end = base + content - (content === 0 ? tail.padding() : 0);
        quotesAreFrequent = quote < feed;
        if (begun || quote < feed) {
          read(bytes, at, feed);
          finish(end, base + feed + 1);
        } else plain(bytes, at, end, base + feed + 1);
        line++;
        at = feed + 1;
        lineStart = base + at;
      }
      tail.push(bytes);
      if (length > 0) lastByte = bytes[length - 1] as number;
      base += length;
    },
    undecidedFrom: () => open.start() ?? lineStart,
    end() {
      if (begun) finish(Math.max(lineStart, base - tail.padding()), base);
      open.end();
      return lastByte === LINE_FEED ? line - 1 : line;
    },
  };
}
