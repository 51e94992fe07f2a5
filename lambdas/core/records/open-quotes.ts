import type { Malformation, OnRecord } from './record.ts';

/** What a physical line is when it is read as the beginning of a record. */
export type LineKind = typeof BLANK | typeof WHOLE | typeof OPENING | typeof UNCLOSED | typeof JUNKED;
export const BLANK = 0;
export const WHOLE = 1;
/** Ends within a quoted field and may continue on the next line. */
export const OPENING = 2;
/** Ends within a quoted field and cannot be the beginning of anything. */
export const UNCLOSED = 3;
export const JUNKED = 4;

/** What a physical line is when it is read as the continuation of a quoted field. */
export type Continuation = typeof CONTINUES | typeof CLOSES | typeof BREAKS;
export const CONTINUES = 0;
export const CLOSES = 1;
export const BREAKS = 2;

const UNCLOSED_QUOTE: Malformation = Object.freeze({ reason: 'unclosed_quote' });
const JUNK_AFTER_QUOTE: Malformation = Object.freeze({ reason: 'junk_after_quote' });

/** Malformed for the kinds that are records and cannot be read. */
export const MALFORMATION: readonly (Malformation | undefined)[] = [
  undefined,
  undefined,
  UNCLOSED_QUOTE,
  UNCLOSED_QUOTE,
  JUNK_AFTER_QUOTE,
];

export interface OpenQuotesOptions {
  readonly columns: number | undefined;
  readonly maxMultilineBytes: number;
}

export interface OpenQuotes {
  waiting(): boolean;
  /** An OPENING line while none waits. `columns`: cells begun on it. */
  open(start: number, end: number, next: number, line: number, columns: number): void;
  /** The line after the last one that waits. `columns` if it begins a record, `further` if it continues one. */
  follow(
    start: number,
    end: number,
    next: number,
    kind: LineKind,
    columns: number,
    continuation: Continuation,
    further: number,
  ): void;
  /** The file is over: what is still open will not be closed. */
  end(): void;
}

/**
 * Decides whether lines that ended within a quoted field are the beginning of a record of several lines.
 *
 * Lines wait here from the first undecided one on, as numbers, never as bytes. What a line means as a continuation
 * does not depend on which line opened the quote: one reading answers for every line that waits. A line is admitted
 * once and released once, so the work is linear whatever the input; at most maxMultilineBytes of lines wait.
 */
export function createOpenQuotes(
  { columns: wanted, maxMultilineBytes }: OpenQuotesOptions,
  onRecord: OnRecord,
): OpenQuotes {
  const starts: number[] = [];
  const ends: number[] = [];
  const nexts: number[] = [];
  const kinds: LineKind[] = [];
  /** Cells begun on the line, less `cellsSoFar` behind it: adding a later `cellsSoFar` gives a record's cells. */
  const balances: number[] = [];
  /** The lines that wait are those from `head` to before `tail`; the arrays keep their room, for the next ones. */
  let head = 0;
  let tail = 0;
  let headLine = 0;
  let cellsSoFar = 0;

  function wait(start: number, end: number, next: number, kind: LineKind, columns: number): void {
    starts[tail] = start;
    ends[tail] = end;
    nexts[tail] = next;
    kinds[tail] = kind;
    balances[tail] = columns - cellsSoFar;
    tail++;
  }

  function clear(): void {
    head = tail = cellsSoFar = 0;
  }

  /** Lets the first line go as what it is alone, and those behind it up to the next that opens a quote. */
  function release(): void {
    do {
      const kind = kinds[head] as LineKind;
      if (kind !== BLANK) {
        onRecord(at(starts, head), at(ends, head), at(nexts, head), headLine, MALFORMATION[kind]);
      }
      head++;
      headLine++;
    } while (head < tail && kinds[head] !== OPENING);
    if (head === tail) clear();
    else if (head >= COMPACT_AT && head * 2 > tail) compact();
  }

  function compact(): void {
    for (const column of [starts, ends, nexts, kinds, balances]) column.copyWithin(0, head, tail);
    tail -= head;
    head = 0;
  }

  /** A record that still is open at `next` would be longer than it may be. */
  function expire(next: number): void {
    while (tail > 0 && next - at(starts, head) >= maxMultilineBytes) release();
  }

  function close(end: number, next: number): boolean {
    while (tail > 0) {
      const start = at(starts, head);
      const columns = at(balances, head) + cellsSoFar;
      if (end - start <= maxMultilineBytes && (wanted === undefined || columns === wanted)) {
        onRecord(start, end, next, headLine, undefined);
        clear();
        return true;
      }
      release();
    }
    return false;
  }

  function open(start: number, end: number, next: number, line: number, columns: number): void {
    headLine = line;
    wait(start, end, next, OPENING, columns);
    expire(next);
  }

  return {
    waiting: () => tail > 0,
    open,
    follow(start, end, next, kind, columns, continuation, further) {
      const line = headLine + tail - head;
      cellsSoFar += further;
      if (continuation === CONTINUES) {
        wait(start, end, next, kind, columns);
        expire(next);
        return;
      }
      if (continuation === CLOSES && close(end, next)) return;
      while (tail > 0) release();
      if (kind === OPENING) open(start, end, next, line, columns);
      else if (kind !== BLANK) onRecord(start, end, next, line, MALFORMATION[kind]);
    },
    end() {
      while (tail > 0) release();
    },
  };
}

/** Lines gone before those that wait move to the front. */
const COMPACT_AT = 4096;

function at(numbers: readonly number[], index: number): number {
  return numbers[index] as number;
}
