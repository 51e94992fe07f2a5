import { LINE_FEED } from '../bytes.ts';
import type { ArrayReading, StateReader } from './array-reading.ts';
import { isBlank } from './filled-bytes.ts';
import { CLOSE_BRACKET, OPEN_BRACE } from './json-bytes.ts';
import type { NextElement } from './next-element.ts';

/** State `damaged`: searches for the beginning of the next element. */
export function createReadDamaged(reading: ArrayReading, nextElement: NextElement): StateReader {
  const { lines, element } = reading;
  return (bytes, from) => {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === LINE_FEED) at = lines.feed(bytes, at, reading.base) - 1;
      else if (byte === OPEN_BRACE && nextElement.beginsAt(bytes, at, reading.base, element)) {
        reading.breakOffAt(bytes, at);
        return at + 1;
      } else if (!isBlank(byte))
        reading.closing = byte === CLOSE_BRACKET && nextElement.closesArray(reading.base + at);
    }
    return bytes.length;
  };
}
