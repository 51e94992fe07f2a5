/** What a request for the present state answered. `data` is undefined if it has not changed since `etag`. */
export interface Answer<T> {
  readonly data?: T | undefined;
  readonly etag?: string | undefined;
}

export type Load<T> = (etag: string | undefined, signal: AbortSignal) => Promise<Answer<T>>;

export interface PollOptions<T> {
  readonly load: Load<T>;
  readonly onData: (data: T) => void;
  readonly onError: (error: unknown) => void;
  /** Milliseconds until the next request; undefined ends it. @param last what is known so far */
  readonly pauseMs: (elapsedMs: number, last: T | undefined) => number | undefined;
  /** After an error that may pass. Others end the polling. */
  readonly isTransient: (error: unknown) => boolean;
  /** While the page is hidden. Without it, nothing is asked then. */
  readonly hiddenPauseMs?: number | undefined;
  readonly signal: AbortSignal;
  readonly clock: PollClock;
}

export interface PollClock {
  readonly now: () => number;
  /** @throws the signal's reason */
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Resolves when the page is visible: at once, or when the person returns to it. */
  readonly visible: (signal: AbortSignal) => Promise<void>;
}

const PAUSE_AFTER_ERROR_MS = 5000;

/** Asks again and again, while the page is hidden only with `hiddenPauseMs`. It ends when `pauseMs` says so, or when the signal is aborted. */
export async function poll<T>(options: PollOptions<T>): Promise<void> {
  const { signal, clock } = options;
  const startedAt = clock.now();
  let last: T | undefined;
  let etag: string | undefined;
  while (!signal.aborted) {
    const pause = await ask();
    if (pause === undefined || signal.aborted) return;
    await clock.sleep(pause, signal).catch(() => undefined);
    await visibleOrLater(options);
  }

  async function ask(): Promise<number | undefined> {
    try {
      const answer = await options.load(etag, signal);
      if (signal.aborted) return undefined;
      etag = answer.etag;
      if (answer.data !== undefined) {
        last = answer.data;
        options.onData(answer.data);
      }
      return options.pauseMs(clock.now() - startedAt, last);
    } catch (error) {
      if (signal.aborted) return undefined;
      options.onError(error);
      return options.isTransient(error) ? PAUSE_AFTER_ERROR_MS : undefined;
    }
  }
}

async function visibleOrLater<T>({ clock, signal, hiddenPauseMs }: PollOptions<T>): Promise<void> {
  const ended = new AbortController();
  const either = AbortSignal.any([signal, ended.signal]);
  const later = hiddenPauseMs === undefined ? [] : [clock.sleep(hiddenPauseMs, either)];
  await Promise.race([clock.visible(either), ...later]).catch(() => undefined);
  ended.abort();
}

const FIRST_PAUSE_MS = 1000;
const LAST_PAUSE_MS = 5000;
const SHARE_OF_PAUSE = 20;

/** From one second at first to five seconds after some minutes. */
export function growingPause(elapsedMs: number): number {
  return Math.min(LAST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, elapsedMs / SHARE_OF_PAUSE));
}
