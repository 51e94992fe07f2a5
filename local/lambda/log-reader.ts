import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { endOfLog } from './messages.ts';

export interface LogReader {
  /** Resolves when every stream has passed its next end mark. */
  end(): Promise<void>;
}

/** Splits output into lines, and finds the end marks between invocations. */
export function createLogReader(
  streams: readonly (Readable | null)[],
  onLine: (line: string) => void,
): LogReader {
  const marks = streams.filter((stream) => stream !== null).map((stream) => readMarks(stream, onLine));
  return {
    end: async () => {
      await Promise.all(marks.map((next) => next()));
    },
  };
}

/** @returns a function that waits for the stream's next mark */
function readMarks(stream: Readable, onLine: (line: string) => void): () => Promise<void> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  let passed = 0;
  let waiting: (() => void) | undefined;
  const take = (line: string): void => {
    if (!line.endsWith(endOfLog)) {
      onLine(line);
      return;
    }
    // The last line of an invocation may have no line feed before the mark.
    if (line.length > endOfLog.length) onLine(line.slice(0, -endOfLog.length));
    passed += 1;
    waiting?.();
  };
  stream.on('data', (data: Buffer) => {
    const lines = (rest + decoder.write(data)).split('\n');
    rest = lines.pop() ?? '';
    lines.forEach(take);
  });
  stream.on('end', () => {
    if (rest !== '') take(rest);
  });
  return async () => {
    if (passed === 0) await new Promise<void>((resolve) => (waiting = resolve));
    waiting = undefined;
    passed -= 1;
  };
}
