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
  CARRIAGE_RETURN,
  CONTINUES_FIELD,
  delimitersIn,
  endingOf,
  hasBareQuote,
  LINE_FEED,
  OPEN,
  QUOTE,
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

/**
 * Finds the records of a CSV file. The rules are in this folder's README; here is how they are kept fast:
 * a line without a quote is found by two `indexOf` and never looked at byte by byte, and a line with quotes is read
 * once as a record's beginning and, only while an earlier line's quote is open, once more as a continuation.
 */
export function createCsvScanner(
  dialect: CsvDialect,
  from: RecordPosition,
  onRecord: OnRecord,
): RecordScanner {
  const delimiter = dialect.delimiter.charCodeAt(0);
  const open = createOpenQuotes(
    { columns: dialect.columns, maxMultilineBytes: dialect.maxMultilineBytes ?? DEFAULT_MAX_MULTILINE_BYTES },
    onRecord,
  );
  /** Offset of the buffer's first byte in the file. */
  let base = from.offset;
  let line = from.line;
  /** Where the physical line that is being read began, and whether part of it lies in earlier buffers. */
  let lineStart = from.offset;
  let begun = false;
  /** The current line as a record's beginning, and (while a quote is open) as a continuation. */
  let fresh = BEGINS_RECORD;
  let inside = CONTINUES_FIELD;
  let lastByte = LINE_FEED;

  /** Reads more of the current line, which does not end in these bytes or has quotes. */
  function read(bytes: Buffer, at: number, to: number): void {
    if (!begun) {
      fresh = BEGINS_RECORD;
      inside = CONTINUES_FIELD;
      begun = true;
    }
    fresh = readQuotes(bytes, at, to, delimiter, fresh);
    if (open.waiting()) inside = readQuotes(bytes, at, to, delimiter, inside);
  }

  function kindOf(end: number, lineFeed: boolean): LineKind {
    if (end === lineStart) return BLANK;
    const ending = endingOf(fresh, lineFeed);
    if (ending === READ) return WHOLE;
    if (ending === WITH_JUNK) return JUNKED;
    return hasBareQuote(fresh) ? UNCLOSED : OPENING;
  }

  function continuation(lineFeed: boolean): Continuation {
    const ending = endingOf(inside, lineFeed);
    if (ending === WITH_JUNK || hasBareQuote(inside)) return BREAKS;
    return ending === OPEN ? CONTINUES : CLOSES;
  }

  /** The line that `read` has read ends. */
  function finish(end: number, next: number, lineFeed: boolean): void {
    const kind = kindOf(end, lineFeed);
    const columns = 1 + delimitersIn(fresh);
    if (open.waiting()) {
      open.follow(lineStart, end, next, kind, columns, continuation(lineFeed), delimitersIn(inside));
    } else if (kind === OPENING) open.open(lineStart, end, next, line, columns);
    else if (kind !== BLANK) onRecord(lineStart, end, next, line, MALFORMATION[kind]);
    begun = false;
  }

  /** A line without quotes that lies in one buffer. */
  function plain(end: number, next: number): void {
    const blank = end === lineStart;
    if (open.waiting()) open.follow(lineStart, end, next, blank ? BLANK : WHOLE, 1, CONTINUES, 0);
    else if (!blank) onRecord(lineStart, end, next, line, undefined);
  }

  return {
    push(bytes) {
      const length = bytes.length;
      let quote = -1;
      let at = 0;
      while (at < length) {
        if (quote < at) {
          quote = bytes.indexOf(QUOTE, at);
          if (quote === -1) quote = length;
        }
        const feed = bytes.indexOf(LINE_FEED, at);
        if (feed === -1) {
          read(bytes, at, length);
          break;
        }
        const before = feed > 0 ? bytes[feed - 1] : lastByte;
        const end = base + feed - (before === CARRIAGE_RETURN ? 1 : 0);
        if (begun || quote < feed) {
          read(bytes, at, feed);
          finish(end, base + feed + 1, true);
        } else plain(end, base + feed + 1);
        line++;
        at = feed + 1;
        lineStart = base + at;
      }
      if (length > 0) lastByte = bytes[length - 1] as number;
      base += length;
    },
    undecidedFrom: () => open.start() ?? lineStart,
    end() {
      if (begun) finish(base, base, false);
      open.end();
      return lastByte === LINE_FEED ? line - 1 : line;
    },
  };
}
