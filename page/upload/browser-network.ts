import type { Network } from './send-through.ts';

export const browserNetwork: Network = {
  whenOnline: (signal) => next('online', signal),
  // `navigator.onLine` is not asked: where it is wrong, an upload would never start.
  whenOffline: (signal) => next('offline', signal),
};

function next(event: 'online' | 'offline', signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    window.addEventListener(event, () => resolve(), { once: true, signal });
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
