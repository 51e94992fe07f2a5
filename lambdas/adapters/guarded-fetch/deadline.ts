import { FetchRefused } from './fetch-refused.ts';
import type { Network } from './network.ts';

/** The time limit of one fetch. The signal closes everything that the fetch has opened. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Waits for a step: its own failure becomes the given refusal, the end of time becomes `TOO_SLOW`. */
  within<T>(step: Promise<T>, refusal: (cause: unknown) => FetchRefused): Promise<T>;
  /** The answer has begun: from here on only the total time counts. */
  answered(): void;
  /** The fetch is over: closes what is still open. */
  end(): void;
}

export interface Times {
  /** From the request to the last byte of the body. */
  readonly timeoutMs: number;
  /** From the request to the end of the answer's headers. */
  readonly headersTimeoutMs: number;
}

export function startDeadline({ timeoutMs, headersTimeoutMs }: Times, { startTimer }: Network): Deadline {
  const ending = new AbortController();
  const { signal } = ending;
  const expired = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
  });
  // The promise may have no reader when the time ends.
  expired.catch(() => {});
  const expire = (what: string, ms: number) =>
    startTimer(ms, () => {
      ending.abort(new FetchRefused('TOO_SLOW', `expected ${what} within ${ms} ms; upload the file instead`));
    });
  const stopHeaders = expire('the answer to begin', headersTimeoutMs);
  const stopTotal = expire('the whole file', timeoutMs);
  return {
    signal,
    within: (step, refusal) =>
      Promise.race([step, expired]).catch((cause: unknown) => {
        throw signal.aborted ? signal.reason : refusal(cause);
      }),
    answered: stopHeaders,
    end: () => {
      stopHeaders();
      stopTotal();
      ending.abort(new Error('the fetch is over'));
    },
  };
}
