import { Problem } from './problem.ts';

export interface Rate {
  readonly perSecond: number;
  /** The most at once after a pause. */
  readonly burst: number;
}

export interface RateLimit {
  /** @throws Problem too-many-requests, with Retry-After */
  take(name: string, rate: Rate): void;
}

interface Bucket {
  tokens: number;
  at: number;
}

/** Names that are remembered. The one that was used least recently is forgotten first: it had time to fill its bucket. */
const MAX_BUCKETS = 10_000;

/**
 * A token bucket for each name, in the memory of this instance of the function. With n instances a name can have n
 * times the rate; the function's reserved concurrency bounds n.
 * @param clock milliseconds
 */
export function createRateLimit(clock: () => number): RateLimit {
  const buckets = new Map<string, Bucket>();
  return {
    take(name, { perSecond, burst }) {
      const now = clock();
      const { tokens, at } = buckets.get(name) ?? { tokens: burst, at: now };
      const filled = Math.min(burst, tokens + (Math.max(0, now - at) / 1000) * perSecond);
      buckets.delete(name);
      buckets.set(name, { tokens: Math.max(0, filled - 1), at: now });
      if (buckets.size > MAX_BUCKETS) buckets.delete(buckets.keys().next().value as string);
      if (filled >= 1) return;
      const seconds = Math.ceil((1 - filled) / perSecond);
      throw new Problem('too-many-requests', `Try again in ${seconds} s.`, {
        headers: { 'retry-after': String(seconds) },
      });
    },
  };
}
