import { LINE_FEED } from '../bytes.ts';
import { isPadding } from '../line-edges.ts';
import type { ArrayReading, StateReader } from './array-reading.ts';
import { isBlank } from './filled-bytes.ts';

/** State `closed`: only white space and padding may follow the array. `onText` gets the place of the first other byte. */
export function createReadClosed(
  reading: ArrayReading,
  onText: (offset: number, line: number) => void,
): StateReader {
  const { lines } = reading;
  return (bytes, from) => {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === LINE_FEED) at = lines.feed(bytes, at, reading.base) - 1;
      else if (!isBlank(byte) && !isPadding(byte)) {
        // After damage the bracket may have been an element's: what follows is read as if the bracket were not there.
        if (!reading.hasDamage) onText(reading.base + at, lines.number());
        reading.state = 'between';
        return at;
      }
    }
    return bytes.length;
  };
}
