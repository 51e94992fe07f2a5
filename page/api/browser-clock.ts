import type { PollClock } from './poll.ts';

export const browserClock: PollClock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, ms);
      signal.addEventListener(
        'abort',
        () => {
          clearTimeout(timer);
          reject(signal.reason);
        },
        { once: true },
      );
    }),
  visible: (signal) =>
    new Promise((resolve, reject) => {
      if (!document.hidden) return resolve();
      const check = () => !document.hidden && resolve();
      document.addEventListener('visibilitychange', check, { signal });
      signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    }),
};
