import { LINE_FEED, RECORD_SEPARATOR, SPACE } from './bytes.ts';
import { BYTE_ORDER_MARK, createTail, isPadding, trimPadding } from './line-edges.ts';
import type { OnRecord, RecordPosition, RecordScanner } from './record.ts';

const TAB = 9;
/** By byte: 1 for white space, and for what is no content at the beginning or the end of a line. */
const BLANK = new Uint8Array(256);
for (let byte = 0; byte < BLANK.length; byte++) if (isPadding(byte)) BLANK[byte] = 1;
for (const byte of [SPACE, TAB, RECORD_SEPARATOR, ...BYTE_ORDER_MARK]) BLANK[byte] = 1;
/** Larger than any offset in a file. */
const NOWHERE = Number.MAX_SAFE_INTEGER;

/**
 * Finds the records of a JSON Lines file: every physical line that contains anything but spaces, tabs, padding,
 * record separators and the bytes of byte order marks. Padding at the end of a line is no content.
 */
export function createJsonLinesScanner(from: RecordPosition, onRecord: OnRecord): RecordScanner {
  let base = from.offset;
  let line = from.line;
  let lineStart = from.offset;
  /** Offset of the first byte of the line that is not blank. */
  let filledFrom = NOWHERE;
  const tail = createTail();
  let lastByte = LINE_FEED;

  function find(bytes: Buffer, at: number, to: number): void {
    for (let i = at; i < to; i++) {
      if (BLANK[bytes[i] as number] === 1) continue;
      filledFrom = base + i;
      return;
    }
  }

  return {
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the loop over all lines of a file.
    push(bytes) {
      const length = bytes.length;
      let at = 0;
      while (at < length) {
        const feed = bytes.indexOf(LINE_FEED, at);
        if (filledFrom === NOWHERE) find(bytes, at, feed === -1 ? length : feed);
        if (feed === -1) break;
        const content = trimPadding(bytes, feed);
        const end = base + content - (content === 0 ? tail.padding() : 0);
        const next = base + feed + 1;
        if (filledFrom < end) onRecord(lineStart, end, next, line, undefined);
        filledFrom = NOWHERE;
        line++;
        at = feed + 1;
        lineStart = next;
      }
      tail.push(bytes);
      if (length > 0) lastByte = bytes[length - 1] as number;
      base += length;
    },
    undecidedFrom: () => lineStart,
    end() {
      const end = base - tail.padding();
      if (filledFrom < end) onRecord(lineStart, end, base, line, undefined);
      filledFrom = NOWHERE;
      return lastByte === LINE_FEED ? line - 1 : line;
    },
  };
}
