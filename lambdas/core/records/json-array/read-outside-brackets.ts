import { CARRIAGE_RETURN, LINE_FEED, QUOTE, SPACE } from '../bytes.ts';
import type { ArrayReading, StateReader } from './array-reading.ts';
import { isSeparator } from './filled-bytes.ts';
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, OPEN_BRACE, OPEN_BRACKET, TAB } from './json-bytes.ts';

/** State `outside-brackets`: reads up to the comma, the bracket or the brace that ends the element. */
export function createReadOutsideBrackets(reading: ArrayReading): StateReader {
  const { lines } = reading;
  return (bytes, from) => {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      switch (byte) {
        case SPACE:
        case TAB:
        case CARRIAGE_RETURN:
          break;
        case LINE_FEED:
          at = lines.feed(bytes, at, reading.base) - 1;
          break;
        case COMMA:
        case CLOSE_BRACKET:
          reading.report(reading.end, reading.base + at + 1);
          reading.state = byte === COMMA ? 'between' : 'closed';
          return at + 1;
        case OPEN_BRACE:
        case OPEN_BRACKET:
          // The comma between two elements is missing.
          reading.report(reading.end, reading.base + at);
          reading.begin(reading.base + at, byte);
          return at + 1;
        case QUOTE:
          reading.state = 'in-string';
          return at + 1;
        case COLON:
        case CLOSE_BRACE:
          reading.damage(false);
          return at;
        default:
          if (!isSeparator(byte)) reading.end = reading.base + at + 1;
      }
    }
    return bytes.length;
  };
}
