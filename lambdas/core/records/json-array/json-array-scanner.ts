import { LINE_FEED } from '../bytes.ts';
import type { ArrayProblem, JsonArrayDialect, OnRecord, RecordPosition, RecordScanner } from '../record.ts';
import { createArrayReading } from './array-reading.ts';
import { createNextElement } from './next-element.ts';
import { createReadBetween } from './read-between.ts';
import { createReadClosed } from './read-closed.ts';
import { createReadDamaged } from './read-damaged.ts';
import { createReadInBrackets } from './read-in-brackets.ts';
import { createReadOutsideBrackets } from './read-outside-brackets.ts';
import { createReadAfterDoubtfulString, createReadString } from './read-string.ts';

const NO_BYTES = Buffer.alloc(0);

/**
 * Finds the elements of a JSON array, from after its opening bracket. The rules are in `core/records/README.md`. Every
 * decision depends only on the dialect and on the bytes from the element's beginning on, so that a chunk by itself gives
 * the same elements as the whole file.
 */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: it only connects the readers of the states.
export function createJsonArrayScanner(
  dialect: JsonArrayDialect,
  from: RecordPosition,
  onRecord: OnRecord,
): Required<RecordScanner> {
  const reading = createArrayReading(from, onRecord);
  const { lines, filled, element } = reading;
  const nextElement = createNextElement(dialect, lines, filled);
  let textBehind: ArrayProblem | undefined;
  let lastByte = LINE_FEED;

  const readBetween = createReadBetween(reading);
  const readInBrackets = createReadInBrackets(reading, nextElement);
  const readString = createReadString(reading, nextElement);
  const readAfterDoubtfulString = createReadAfterDoubtfulString(reading);
  const readOutsideBrackets = createReadOutsideBrackets(reading);
  const readDamaged = createReadDamaged(reading, nextElement);
  const readClosed = createReadClosed(reading, dialect.wrapped === true, (offset, line) => {
    textBehind ??= { kind: 'text_behind', offset, line };
  });

  /** Reads the bytes from index `at` as long as the state lasts. A switch, because it is faster than a table of readers. */
  function read(bytes: Buffer, at: number): number {
    switch (reading.state) {
      case 'between':
        return readBetween(bytes, at);
      case 'in-brackets':
        return readInBrackets(bytes, at);
      case 'in-string':
        return readString(bytes, at);
      case 'after-doubtful-string':
        return readAfterDoubtfulString(bytes, at);
      case 'outside-brackets':
        return readOutsideBrackets(bytes, at);
      case 'damaged':
        return readDamaged(bytes, at);
      case 'closed':
        return readClosed(bytes, at);
    }
  }

  return {
    push(bytes) {
      lines.resume(bytes, reading.base);
      let at = 0;
      while (at < bytes.length) at = read(bytes, at);
      filled.keep(bytes, reading.base);
      if (bytes.length > 0) lastByte = bytes[bytes.length - 1] as number;
      reading.base += bytes.length;
    },
    undecidedFrom: () => (reading.isOpen() ? element.start : reading.base),
    end() {
      const { state, base } = reading;
      if (state === 'outside-brackets') reading.report(reading.end, base);
      else if (reading.isOpen()) reading.report(reading.brokenEnd(NO_BYTES, 0), base);
      return lastByte === LINE_FEED ? lines.number() - 1 : lines.number();
    },
    problem() {
      if (textBehind !== undefined) return textBehind;
      const atEnd = { offset: reading.base, line: lines.number() };
      const atElement = { offset: element.start, line: element.line };
      switch (reading.state) {
        case 'closed':
          return undefined;
        case 'between':
        case 'outside-brackets':
          return { kind: 'unclosed_array', ...atEnd };
        case 'damaged':
          return reading.closing ? undefined : { kind: 'damaged_element', ...atElement };
        default:
          return { kind: 'unclosed_element', ...atElement };
      }
    },
  };
}
