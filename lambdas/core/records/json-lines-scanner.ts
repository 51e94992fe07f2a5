import { CARRIAGE_RETURN, LINE_FEED, SPACE } from './read-quotes.ts';
import type { OnRecord, RecordPosition, RecordScanner } from './record.ts';

const TAB = 9;

/**
 * Finds the records of a JSON Lines file: every physical line that contains anything but spaces, tabs and carriage
 * returns.
 */
export function createJsonLinesScanner(from: RecordPosition, onRecord: OnRecord): RecordScanner {
  let base = from.offset;
  let line = from.line;
  let lineStart = from.offset;
  /** Whether the line has content in earlier buffers. */
  let filled = false;
  let lastByte = LINE_FEED;

  function isFilled(bytes: Buffer, at: number, to: number): boolean {
    for (let i = at; i < to; i++) {
      const byte = bytes[i];
      if (byte !== SPACE && byte !== TAB && byte !== CARRIAGE_RETURN) return true;
    }
    return false;
  }

  return {
    // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the loop over all lines of a file.
    push(bytes) {
      const length = bytes.length;
      let at = 0;
      while (at < length) {
        const feed = bytes.indexOf(LINE_FEED, at);
        const to = feed === -1 ? length : feed;
        filled ||= isFilled(bytes, at, to);
        if (feed === -1) break;
        const before = feed > 0 ? bytes[feed - 1] : lastByte;
        const next = base + feed + 1;
        if (filled)
          onRecord(lineStart, before === CARRIAGE_RETURN ? next - 2 : next - 1, next, line, undefined);
        filled = false;
        line++;
        at = feed + 1;
        lineStart = next;
      }
      if (length > 0) lastByte = bytes[length - 1] as number;
      base += length;
    },
    undecidedFrom: () => lineStart,
    end() {
      if (filled) onRecord(lineStart, base, base, line, undefined);
      filled = false;
      return lastByte === LINE_FEED ? line - 1 : line;
    },
  };
}
