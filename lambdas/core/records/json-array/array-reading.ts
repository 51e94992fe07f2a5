import type { OnRecord, RecordPosition } from '../record.ts';
import { createFilledBytes, type FilledBytes } from './filled-bytes.ts';
import { OPEN_BRACE } from './json-bytes.ts';
import { createLineTracker, type LineTracker } from './line-tracker.ts';
import { brokenEnd, type Candidate, type OpenElement } from './next-element.ts';
import { createOpenBrackets, type OpenBrackets } from './open-brackets.ts';

/** Where in the array the next byte is. One reader per state: `readers` in json-array-scanner.ts. */
export type ArrayState =
  /** Before an element, after a comma or at the start. */
  | 'between'
  /** Within the brackets of an element. */
  | 'in-brackets'
  | 'in-string'
  /** After a string that may have run over into the next element: the byte that follows it decides. */
  | 'after-doubtful-string'
  /** After the element's closing bracket, or in an element without brackets: a word, a number, a string. */
  | 'outside-brackets'
  /** The element is damaged, and the beginning of the next one is searched for. */
  | 'damaged'
  /** After the array's closing bracket. */
  | 'closed';

/** Reads the bytes from an index on as long as its state lasts. Returns the index at which to continue. */
export type StateReader = (bytes: Buffer, from: number) => number;

/** What the readers of the states share: the position in the file, and the element that is being read. */
export interface ArrayReading {
  state: ArrayState;
  /** Offset of the buffer's first byte in the file. */
  base: number;
  /** The element that is being read: where it begins. */
  readonly element: { -readonly [Name in keyof OpenElement]: OpenElement[Name] };
  /** State `outside-brackets`: offset after the element's last byte so far. */
  end: number;
  /** State `after-doubtful-string`: the element that begins within the string, if the string ran over. */
  candidate: Candidate | undefined;
  /** State `damaged`: whether the last byte that is not white space closes the array, if the file ends here. */
  closing: boolean;
  /** Whether any element of the array is damaged. */
  hasDamage: boolean;
  readonly lines: LineTracker;
  readonly filled: FilledBytes;
  readonly brackets: OpenBrackets;
  /** An element begins at this offset: with a bracket, or (without `bracket`) with a word, a number or a string. */
  begin(offset: number, bracket?: number): void;
  /** Reports the element that is being read. */
  report(end: number, next: number): void;
  /** The element is damaged. `closing`: the byte that shows it closes the array, if the file ends here. */
  damage(closing: boolean): void;
  /** Ends the element that is being read, as a damaged one, and begins the next one at its brace. */
  breakOff(next: Candidate): void;
  /** The same for the next element's brace at index `at`. */
  breakOffAt(bytes: Uint8Array, at: number): void;
  /** Offset at which the damaged element ends if it breaks off before index `at`. */
  brokenEnd(bytes: Uint8Array, at: number): number;
  /** Whether an element is being read. */
  isOpen(): boolean;
}

export function createArrayReading(from: RecordPosition, onRecord: OnRecord): ArrayReading {
  const lines = createLineTracker(from);
  const brackets = createOpenBrackets();
  const element = { start: from.offset, line: from.line };

  const reading: ArrayReading = {
    state: 'between',
    base: from.offset,
    element,
    end: from.offset,
    candidate: undefined,
    closing: false,
    hasDamage: false,
    lines,
    filled: createFilledBytes(),
    brackets,
    begin(offset, bracket) {
      element.start = offset;
      element.line = lines.number();
      brackets.clear();
      reading.state = 'outside-brackets';
      if (bracket === undefined) return;
      brackets.open(bracket);
      reading.state = 'in-brackets';
    },
    report: (end, next) => onRecord(element.start, end, next, element.line, undefined),
    damage(closing) {
      reading.hasDamage = true;
      reading.closing = closing;
      reading.state = 'damaged';
    },
    breakOff({ start, endBefore }) {
      reading.report(endBefore, start);
      reading.hasDamage = true;
      reading.begin(start, OPEN_BRACE);
    },
    breakOffAt(bytes, at) {
      reading.breakOff({ start: reading.base + at, endBefore: reading.brokenEnd(bytes, at) });
    },
    brokenEnd(bytes, at) {
      const last = reading.filled.before(bytes, at, reading.base);
      return brokenEnd(last, reading.state === 'damaged' && reading.closing);
    },
    isOpen: () => reading.state !== 'between' && reading.state !== 'closed',
  };
  return reading;
}
