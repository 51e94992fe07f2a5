import { LINE_FEED } from '../bytes.ts';
import { isPadding } from '../line-edges.ts';
import type { ArrayReading, StateReader } from './array-reading.ts';
import { isBlank } from './filled-bytes.ts';
import { COMMA, OPEN_BRACE } from './json-bytes.ts';

/**
 * State `closed`: only white space and padding may follow the array. `onText` gets the place of the first other byte. `wrapped`: the
 * array is in an object, and other members of the object may follow, which are not read.
 */
export function createReadClosed(
  reading: ArrayReading,
  wrapped: boolean,
  onText: (offset: number, line: number) => void,
): StateReader {
  const { lines } = reading;
  let comma: { readonly offset: number; readonly line: number } | undefined;
  let hasEnded = false;

  /** Whether the byte belongs to the object around the array. An element can only follow as an object. */
  function isOfObject(byte: number | undefined, offset: number): boolean {
    if (hasEnded) return true;
    if (!wrapped || byte === OPEN_BRACE) return false;
    if (byte === COMMA && comma === undefined) comma = { offset, line: lines.number() };
    if (byte === COMMA) return true;
    hasEnded = true;
    onText(comma?.offset ?? offset, comma?.line ?? lines.number());
    return true;
  }

  return (bytes, from) => {
    for (let at = from; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === LINE_FEED) at = lines.feed(bytes, at, reading.base) - 1;
      else if (!isBlank(byte) && !isPadding(byte) && !isOfObject(byte, reading.base + at)) {
        comma = undefined;
        // After damage the bracket may have been an element's: what follows is read as if the bracket were not there.
        if (!reading.hasDamage) onText(reading.base + at, lines.number());
        reading.state = 'between';
        return at;
      }
    }
    return bytes.length;
  };
}
