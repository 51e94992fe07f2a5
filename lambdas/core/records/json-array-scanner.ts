import { createFilledBytes, isBlank } from './filled-bytes.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, TAB } from './json-bytes.ts';
import { createJsonStringReader, skipText } from './json-string.ts';
import { createLineTracker } from './line-tracker.ts';
import { brokenEnd, type Candidate, createNextElement, isWithinReach } from './next-element.ts';
import { createOpenBrackets } from './open-brackets.ts';
import { CARRIAGE_RETURN, LINE_FEED, QUOTE, SPACE } from './read-quotes.ts';
import type { ArrayProblem, JsonArrayDialect, OnRecord, RecordPosition, RecordScanner } from './record.ts';

/** Before an element, behind the comma. */
const BETWEEN = 0;
/** Within the brackets of an element. */
const INSIDE = 1;
const IN_STRING = 2;
/** Behind a string that may have run over into the next element: what follows it will tell. */
const DOUBTING = 3;
/** Behind the element's brackets, or in a word, a number or the like. */
const BARE = 4;
/** The element is damaged; where the next one begins is looked for. */
const LOST = 5;
/** Behind the array's closing bracket. */
const CLOSED = 6;

const NO_BYTES = Buffer.alloc(0);

/**
 * Finds the elements of a JSON array, from behind its opening bracket. The rules are in this folder's README. Every
 * decision depends on the bytes from the element's beginning on and on the dialect, so that a chunk alone tells what
 * the whole file told.
 */
export function createJsonArrayScanner(
  dialect: JsonArrayDialect,
  from: RecordPosition,
  onRecord: OnRecord,
): Required<RecordScanner> {
  const lines = createLineTracker(from);
  const filled = createFilledBytes();
  const brackets = createOpenBrackets();
  const strings = createJsonStringReader();
  const nextElement = createNextElement(dialect, lines, filled);
  /** Offset of the buffer's first byte in the file. */
  let base = from.offset;
  let state = BETWEEN;
  const open = { start: from.offset, line: from.line };
  /** While BARE: behind the element's last byte so far. */
  let end = from.offset;
  /** While INSIDE: the last byte that is no white space; of a string, its quote. */
  let previous = 0;
  let candidate: Candidate | undefined;
  /** While LOST: whether the last byte that is no white space closes the array, if the file ends here. */
  let closing = false;
  let damaged = false;
  let textBehind: ArrayProblem | undefined;
  let lastByte = LINE_FEED;

  function begin(offset: number, bracket?: number): void {
    open.start = offset;
    open.line = lines.number();
    brackets.clear();
    state = BARE;
    if (bracket === undefined) return;
    brackets.open(bracket);
    previous = bracket;
    state = INSIDE;
  }

  function tell(recordEnd: number, next: number): void {
    onRecord(open.start, recordEnd, next, open.line, undefined);
  }

  function lose(closes: boolean): void {
    damaged = true;
    closing = closes;
    state = LOST;
  }

  /** A brace begins the next element, whatever the one before was about to be. */
  function startOver({ start, endBefore }: Candidate): void {
    tell(endBefore, start);
    damaged = true;
    begin(start, OPEN_BRACE);
  }

  function startOverAt(bytes: Buffer, at: number): number {
    const last = filled.before(bytes, at, base);
    startOver({ start: base + at, endBefore: brokenEnd(last, state === LOST && closing) });
    return at + 1;
  }

  function readBetween(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte === LINE_FEED) at = lines.feed(bytes, at, base) - 1;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
        begin(base + at, byte);
        return at + 1;
      } else if (byte === CLOSE_BRACKET) {
        state = CLOSED;
        return at + 1;
      } else if (byte !== COMMA && !isBlank(byte)) {
        begin(base + at);
        return at;
      }
    }
    return bytes.length;
  }

  function mayHoldValue(): boolean {
    const innermost = brackets.innermost();
    if (innermost === OPEN_BRACE) return previous === COLON;
    return innermost === undefined || previous === COMMA || previous === OPEN_BRACKET;
  }

  /** Whether the brace here is none of the open element's. A comma and a brace where a name must come: it lost its end. */
  function breaksOff(bytes: Buffer, at: number): boolean {
    if (mayHoldValue()) return false;
    return (dialect.inline && previous === COMMA) || nextElement.beginsAt(bytes, at, base, open);
  }

  function readInside(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      switch (byte) {
        case SPACE:
        case TAB:
        case CARRIAGE_RETURN:
          break;
        case LINE_FEED:
          at = lines.feed(bytes, at, base) - 1;
          break;
        case QUOTE:
          at = skipText(bytes, at + 1);
          // Nearly always: a string without escapes, whole in this buffer, beyond doubt.
          if (bytes[at] !== QUOTE || isSuspicious(bytes, at)) {
            state = IN_STRING;
            return at;
          }
          previous = QUOTE;
          break;
        case OPEN_BRACE:
          if (breaksOff(bytes, at)) return startOverAt(bytes, at);
          brackets.open(byte);
          previous = byte;
          break;
        case OPEN_BRACKET:
          brackets.open(byte);
          previous = byte;
          break;
        case CLOSE_BRACE:
        case CLOSE_BRACKET:
          previous = byte;
          if (!brackets.close(byte)) {
            lose(byte === CLOSE_BRACKET && !brackets.insideArray());
            return at + 1;
          }
          if (brackets.depth() > 0) break;
          end = base + at + 1;
          state = BARE;
          return at + 1;
        default:
          previous = byte;
      }
    }
    return bytes.length;
  }

  function readString(bytes: Buffer, from: number): number {
    const at = strings.read(bytes, from);
    if (at === bytes.length) return at;
    if (bytes[at] === LINE_FEED) {
      // No string reaches beyond its line: this one lacks its quote.
      const next = nextElement.endsString(bytes, at, base, open);
      if (next !== undefined && isWithinReach(next, open)) startOver(next);
      else lose(false);
      return at;
    }
    previous = QUOTE;
    end = base + at + 1;
    candidate = isSuspicious(bytes, at) ? nextElement.endsString(bytes, at, base, open) : undefined;
    state = candidate === undefined ? outsideString() : DOUBTING;
    return at + 1;
  }

  /** Whether the string that ends here may have begun as another: it ends in a brace, perhaps with blanks behind. */
  function isSuspicious(bytes: Buffer, at: number): boolean {
    if (!dialect.inline) return false;
    const before = at > 0 ? bytes[at - 1] : SPACE;
    return before === OPEN_BRACE || isBlank(before);
  }

  function outsideString(): number {
    return brackets.depth() > 0 ? INSIDE : BARE;
  }

  /** What was read as the string's end is the beginning of the next element's first name. */
  function leaveString(next: Candidate): void {
    if (!isWithinReach(next, open)) {
      lose(false);
      return;
    }
    startOver(next);
    state = IN_STRING;
  }

  function readBehindString(bytes: Buffer, from: number): number {
    let at = from;
    while (bytes[at] === SPACE || bytes[at] === TAB || bytes[at] === CARRIAGE_RETURN) at++;
    switch (bytes[at]) {
      case undefined:
        break;
      case COMMA:
      case COLON:
      case CLOSE_BRACE:
      case CLOSE_BRACKET:
      case LINE_FEED:
        state = outsideString();
        break;
      default:
        leaveString(candidate as Candidate);
    }
    return at;
  }

  function readBare(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      switch (byte) {
        case SPACE:
        case TAB:
        case CARRIAGE_RETURN:
          break;
        case LINE_FEED:
          at = lines.feed(bytes, at, base) - 1;
          break;
        case COMMA:
        case CLOSE_BRACKET:
          tell(end, base + at + 1);
          state = byte === COMMA ? BETWEEN : CLOSED;
          return at + 1;
        case OPEN_BRACE:
        case OPEN_BRACKET:
          tell(end, base + at);
          begin(base + at, byte);
          return at + 1;
        case QUOTE:
          state = IN_STRING;
          return at + 1;
        case COLON:
        case CLOSE_BRACE:
          lose(false);
          return at;
        default:
          end = base + at + 1;
      }
    }
    return bytes.length;
  }

  function readLost(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === LINE_FEED) at = lines.feed(bytes, at, base) - 1;
      else if (byte === OPEN_BRACE && nextElement.beginsAt(bytes, at, base, open))
        return startOverAt(bytes, at);
      else if (!isBlank(byte)) closing = byte === CLOSE_BRACKET && nextElement.closesArray(base + at);
    }
    return bytes.length;
  }

  function readClosed(bytes: Buffer, from: number): number {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === LINE_FEED) at = lines.feed(bytes, at, base) - 1;
      else if (!isBlank(byte)) {
        // Behind damage it was perhaps the bracket of an element: what follows is then read as if it were not there.
        if (!damaged) textBehind ??= { kind: 'text_behind', offset: base + at, line: lines.number() };
        state = BETWEEN;
        return at;
      }
    }
    return bytes.length;
  }

  /** In the order of the states. */
  const readers = [
    readBetween,
    readInside,
    readString,
    readBehindString,
    readBare,
    readLost,
    readClosed,
  ] as const;

  const isOpen = () => state !== BETWEEN && state !== CLOSED;

  return {
    push(bytes) {
      lines.resume(bytes, base);
      let at = 0;
      while (at < bytes.length) at = (readers[state] as (typeof readers)[0])(bytes, at);
      filled.keep(bytes, base);
      if (bytes.length > 0) lastByte = bytes[bytes.length - 1] as number;
      base += bytes.length;
    },
    undecidedFrom: () => (isOpen() ? open.start : base),
    end() {
      if (state === BARE) tell(end, base);
      else if (isOpen()) tell(brokenEnd(filled.before(NO_BYTES, 0, base), state === LOST && closing), base);
      return lastByte === LINE_FEED ? lines.number() - 1 : lines.number();
    },
    problem() {
      if (textBehind !== undefined) return textBehind;
      if (state === CLOSED || (state === LOST && closing)) return undefined;
      if (state === BETWEEN || state === BARE)
        return { kind: 'unclosed_array', offset: base, line: lines.number() };
      const kind = state === LOST ? 'damaged_element' : 'unclosed_element';
      return { kind, offset: open.start, line: open.line };
    },
  };
}
