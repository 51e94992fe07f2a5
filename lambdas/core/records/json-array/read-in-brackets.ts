import { LINE_FEED, QUOTE } from '../bytes.ts';
import type { ArrayReading, StateReader } from './array-reading.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET } from './json-bytes.ts';
import { skipText } from './json-string.ts';
import type { NextElement } from './next-element.ts';

/** State `in-brackets`: follows brackets and strings up to the bracket that closes the element. */
export function createReadInBrackets(reading: ArrayReading, nextElement: NextElement): StateReader {
  const { lines, filled, brackets } = reading;

  /** Whether a value may follow this byte. */
  function mayPrecedeValue(previous: number | undefined): boolean {
    const innermost = brackets.innermost();
    if (innermost === OPEN_BRACE) return previous === COLON;
    return innermost === undefined || previous === COMMA || previous === OPEN_BRACKET;
  }

  /** Whether the brace begins the next element, because the open one has lost its end. */
  function beginsNext(bytes: Buffer, at: number): boolean {
    const previous = filled.last(bytes, at);
    if (mayPrecedeValue(previous)) return false;
    // A comma and a brace where the name of a property must come.
    if (nextElement.inline && previous === COMMA) return true;
    return nextElement.beginsAt(bytes, at, reading.base, reading.element);
  }

  /** Whether the state ends with this closing bracket: the element is complete or damaged. */
  function close(bracket: number, at: number): boolean {
    if (!brackets.close(bracket)) {
      reading.damage(bracket === CLOSE_BRACKET && !brackets.insideArray());
      return true;
    }
    if (brackets.depth() > 0) return false;
    reading.end = reading.base + at + 1;
    reading.state = 'outside-brackets';
    return true;
  }

  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: one case per byte that means something; the loop over the bytes of an element.
  return (bytes, from) => {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      switch (byte) {
        case LINE_FEED:
          at = lines.feed(bytes, at, reading.base) - 1;
          break;
        case QUOTE:
          at = skipText(bytes, at + 1);
          // Most strings have no escapes, end in this buffer and are beyond doubt: no change of state, for speed.
          if (bytes[at] !== QUOTE || nextElement.isDoubtfulEnd(bytes, at)) {
            reading.state = 'in-string';
            return at;
          }
          break;
        case OPEN_BRACE:
          if (beginsNext(bytes, at)) {
            reading.breakOffAt(bytes, at);
            return at + 1;
          }
          brackets.open(byte);
          break;
        case OPEN_BRACKET:
          brackets.open(byte);
          break;
        case CLOSE_BRACE:
        case CLOSE_BRACKET:
          if (close(byte, at)) return at + 1;
          break;
      }
    }
    return bytes.length;
  };
}
