import { CARRIAGE_RETURN, LINE_FEED, SPACE } from '../bytes.ts';
import type { ArrayReading, StateReader } from './array-reading.ts';
import { isSeparator } from './filled-bytes.ts';
import { CLOSE_BRACKET, COMMA, OPEN_BRACE, OPEN_BRACKET, TAB } from './json-bytes.ts';

/** State `between`: skips white space, commas, and what separates files and lines that were joined, up to the next element or the end of the array. */
export function createReadBetween(reading: ArrayReading): StateReader {
  const { lines } = reading;
  return (bytes, from) => {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      switch (byte) {
        case SPACE:
        case TAB:
        case CARRIAGE_RETURN:
        case COMMA:
          break;
        case LINE_FEED:
          at = lines.feed(bytes, at, reading.base) - 1;
          break;
        case OPEN_BRACE:
        case OPEN_BRACKET:
          reading.begin(reading.base + at, byte);
          return at + 1;
        case CLOSE_BRACKET:
          reading.state = 'closed';
          return at + 1;
        default:
          if (isSeparator(byte)) break;
          reading.begin(reading.base + at);
          return at;
      }
    }
    return bytes.length;
  };
}
