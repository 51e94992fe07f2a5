import type { IncomingMessage } from 'node:http';
import type { Deadline } from './deadline.ts';
import { FetchRefused } from './fetch-refused.ts';
import { tooLarge } from './request-file.ts';

export interface BoundedBody {
  /** Ends with an error where the file is too large, too slow or cut off. */
  readonly pieces: AsyncIterable<Buffer>;
  /** That error, whatever a reader made of it. */
  refused(): FetchRefused | undefined;
}

export function boundBody(answer: IncomingMessage, maxBytes: number, { signal }: Deadline): BoundedBody {
  let refused: FetchRefused | undefined;
  async function* pieces(): AsyncGenerator<Buffer> {
    let total = 0;
    try {
      for await (const piece of answer as AsyncIterable<Buffer>) {
        total += piece.length;
        if (total > maxBytes) throw tooLarge(maxBytes);
        yield piece;
      }
    } catch (error) {
      refused = refusalIn(error, signal);
      throw refused;
    }
  }
  return { pieces: pieces(), refused: () => refused };
}

function refusalIn(error: unknown, signal: AbortSignal): FetchRefused {
  if (error instanceof FetchRefused) return error;
  return signal.reason instanceof FetchRefused ? signal.reason : cutOff(error);
}

function cutOff(cause: unknown): FetchRefused {
  return new FetchRefused('CUT_OFF', 'the connection ended before the file did; try again, or upload it', {
    cause,
  });
}
