import { Aborted } from './flow.ts';

/** Node fires longer timers at once, so longer waits are split. */
const longestTimerMs = 2_147_483_647;

/**
 * Waits `ms` milliseconds.
 * @throws Aborted when `signal` is aborted
 */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Aborted());
    let timer: NodeJS.Timeout | undefined;
    const abort = () => {
      clearTimeout(timer);
      reject(new Aborted());
    };
    const wait = (remaining: number) => {
      const piece = Math.min(remaining, longestTimerMs);
      timer = setTimeout(() => {
        if (remaining > piece) return wait(remaining - piece);
        signal.removeEventListener('abort', abort);
        resolve();
      }, piece);
    };
    signal.addEventListener('abort', abort, { once: true });
    wait(Math.max(ms, 0));
  });
}

/**
 * Waits for `work`. Throws Aborted when `signal` is aborted, or `onTimeout()` after `timeoutMs`. The work itself cannot be
 * cancelled; its later result is ignored, as on AWS.
 */
export async function withDeadline<T>(
  work: Promise<T>,
  signal: AbortSignal,
  timeoutMs: number | undefined,
  onTimeout: () => Error,
): Promise<T> {
  const settled = new AbortController();
  const end = AbortSignal.any([signal, settled.signal]);
  const deadline = pause(timeoutMs ?? Number.POSITIVE_INFINITY, end).then(() => {
    throw onTimeout();
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    work.catch(() => undefined);
    deadline.catch(() => undefined);
    settled.abort();
  }
}
