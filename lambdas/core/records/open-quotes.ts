import type { Malformation, OnRecord } from './record.ts';

/** Kind of a physical line that is read as the beginning of a record. */
export type LineKind = typeof BLANK | typeof WHOLE | typeof OPENING | typeof UNCLOSED | typeof JUNKED;
export const BLANK = 0;
export const WHOLE = 1;
/** Ends within a quoted field and may continue on the next line. */
export const OPENING = 2;
/** Ends within a quoted field and cannot be the beginning of a record of several lines. */
export const UNCLOSED = 3;
export const JUNKED = 4;

/** Kind of a physical line that is read as the continuation of a quoted field. */
export type Continuation = typeof CONTINUES | typeof CLOSES | typeof BREAKS;
export const CONTINUES = 0;
export const CLOSES = 1;
export const BREAKS = 2;

const UNCLOSED_QUOTE: Malformation = Object.freeze({ reason: 'unclosed_quote' });
const JUNK_AFTER_QUOTE: Malformation = Object.freeze({ reason: 'junk_after_quote' });

/** The malformation of the kinds that are malformed records. */
export const MALFORMATION: readonly (Malformation | undefined)[] = [
  undefined,
  undefined,
  UNCLOSED_QUOTE,
  UNCLOSED_QUOTE,
  JUNK_AFTER_QUOTE,
];

export interface OpenQuotesOptions {
  readonly columns: number | undefined;
  readonly maxColumns: number | undefined;
  readonly maxMultilineBytes: number;
}

export interface OpenQuotes {
  waiting(): boolean;
  /** First byte of the waiting lines. */
  start(): number | undefined;
  /** An OPENING line while no other line waits. `columns`: cells that begin on it. */
  open(start: number, end: number, next: number, line: number, columns: number): void;
  /** The line after the last waiting one. `columns` if it begins a record, `further` delimiters if it continues one. */
  follow(
    start: number,
    end: number,
    next: number,
    kind: LineKind,
    columns: number,
    continuation: Continuation,
    further: number,
  ): void;
  /**
   * The line after the last waiting one closes the quote and ends there, with `further` delimiters. Returns false,
   * without a change, if the lines together are not a record.
   */
  close(end: number, next: number, further: number): boolean;
  /** The end of the file: an open quote will not be closed. */
  end(): void;
}

/**
 * Decides whether a line that ends within a quoted field is the beginning of a record of several lines.
 *
 * That line and the lines after it wait here, as numbers and not as bytes, until the record ends or turns out to be
 * none. No second waiting line opens a quote: such a line has an odd number of quotes, so that as a continuation it
 * closes or breaks the field. Therefore all waiting lines are released together, each line is added and released
 * once, and the work is linear for any input.
 */
export function createOpenQuotes(
  { columns: fewest = 1, maxColumns: most, maxMultilineBytes }: OpenQuotesOptions,
  onRecord: OnRecord,
): OpenQuotes {
  /** The waiting lines are the first `count`; the arrays are reused. */
  const starts: number[] = [];
  const ends: number[] = [];
  const nexts: number[] = [];
  const kinds: LineKind[] = [];
  let count = 0;
  let firstLine = 0;
  /** Cells that begin in the waiting lines. */
  let cells = 0;

  function wait(start: number, end: number, next: number, kind: LineKind): void {
    starts[count] = start;
    ends[count] = end;
    nexts[count] = next;
    kinds[count] = kind;
    count++;
    // The record would end after `next` at the earliest, and be longer than allowed.
    if (next - at(starts, 0) >= maxMultilineBytes) letGo();
  }

  /** Reports every waiting line as a record by itself. */
  function letGo(): void {
    for (let i = 0; i < count; i++) {
      const kind = kinds[i] as LineKind;
      if (kind === BLANK) continue;
      onRecord(at(starts, i), at(ends, i), at(nexts, i), firstLine + i, MALFORMATION[kind]);
    }
    count = 0;
  }

  function close(end: number, next: number, further: number): boolean {
    const fits = end - at(starts, 0) <= maxMultilineBytes;
    const found = cells + further;
    if (!fits || found < fewest || (most !== undefined && found > most)) return false;
    onRecord(at(starts, 0), end, next, firstLine, undefined);
    count = 0;
    return true;
  }

  function open(start: number, end: number, next: number, line: number, columns: number): void {
    firstLine = line;
    cells = columns;
    wait(start, end, next, OPENING);
  }

  return {
    waiting: () => count > 0,
    start: () => (count > 0 ? at(starts, 0) : undefined),
    open,
    close,
    follow(start, end, next, kind, columns, continuation, further) {
      if (continuation === CLOSES && close(end, next, further)) return;
      if (continuation === CONTINUES) {
        cells += further;
        wait(start, end, next, kind);
      } else {
        const line = firstLine + count;
        letGo();
        if (kind === OPENING) open(start, end, next, line, columns);
        else if (kind !== BLANK) onRecord(start, end, next, line, MALFORMATION[kind]);
      }
    },
    end: letGo,
  };
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] as number;
}
