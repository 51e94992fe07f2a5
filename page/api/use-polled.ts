import { useCallback, useEffect, useRef, useState } from 'preact/compat';
import { browserClock } from './browser-clock.ts';
import { growingPause, type Load, poll } from './poll.ts';
import { isTransient } from './problems.ts';

export interface Polled<T> {
  /** The last answer, also of an earlier visit of the screen. */
  readonly data: T | undefined;
  /** `data`, if it was answered since the screen was opened: for lists whose rows can be acted on, others may be in their places. */
  readonly fresh: T | undefined;
  /** Of the last request. `data` may be there as well: it is then no longer fresh. */
  readonly error: unknown;
  /** While the first answer for another key is awaited: that for the key before. */
  readonly previous: T | undefined;
  readonly refresh: () => void;
}

export interface PolledOptions<T> {
  /** Undefined ends the polling. From one second to five by default. */
  readonly pauseMs?: (elapsedMs: number, last: T | undefined) => number | undefined;
  readonly hiddenPauseMs?: number;
}

/** Answers by key, so that a screen that is opened again shows at once what it showed last. */
const seen = new Map<string, unknown>();

const underway = new Map<string, Promise<unknown>>();

/** Other data belong to another session. */
export function forgetAnswers(): void {
  seen.clear();
  underway.clear();
}

/**
 * Loads and keeps up to date. The polling pauses while the page is hidden, except with `hiddenPauseMs`.
 * @param key what is loaded: another key loads anew
 */
export function usePolled<T>(key: string, load: Load<T>, options: PolledOptions<T> = {}): Polled<T> {
  const [result, setResult] = useState<{ readonly key: string; readonly data?: T; readonly error?: unknown }>(
    {
      key,
    },
  );
  const [round, setRound] = useState(0);
  const latest = useRef({ load, options });
  latest.current = { load, options };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a round asks again without anything else having changed.
  useEffect(() => {
    const stop = new AbortController();
    void poll<T>({
      load: (etag, signal) => latest.current.load(etag, signal),
      onData(data) {
        seen.set(key, data);
        setResult({ key, data });
      },
      onError: (error) => setResult((before) => ({ ...(before.key === key && before), key, error })),
      pauseMs: (elapsedMs, last) => (latest.current.options.pauseMs ?? growingPause)(elapsedMs, last),
      isTransient,
      hiddenPauseMs: latest.current.options.hiddenPauseMs,
      signal: stop.signal,
      clock: browserClock,
    });
    return () => stop.abort();
  }, [key, round]);

  const refresh = useCallback(() => setRound((before) => before + 1), []);
  const own = result.key === key ? result : { key };
  const data = own.data ?? (seen.get(key) as T | undefined);
  const previous = result.key === key ? undefined : result.data;
  return { data, fresh: own.data, error: own.error, previous, refresh };
}

/** Loads once. Components that load the same at the same time share one request. */
export function useLoaded<T>(key: string, load: () => Promise<T>): Polled<T> {
  const loadShared = async () => {
    const running = (underway.get(key) as Promise<T> | undefined) ?? load();
    underway.set(key, running);
    try {
      return { data: await running };
    } finally {
      underway.delete(key);
    }
  };
  return usePolled<T>(key, loadShared, { pauseMs: () => undefined });
}
