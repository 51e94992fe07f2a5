/** How fast records get done, and when they will all be done, from what was observed. */
export interface Pace {
  readonly perSecond: number;
  readonly msLeft: number;
}

/** The first record done is no rate yet: a rate over a few milliseconds is noise. */
const MIN_OBSERVED_MS = 1000;

/** Of an import that takes longer than was estimated. */
const MIN_LEFT_MS = 1000;

export interface PaceMeter {
  /** @returns undefined until records were seen to get done for a second */
  observe(done: number, total: number): Pace | undefined;
  /** Since the first observation of this phase. */
  elapsedMs(): number;
}

/**
 * Measures from the first observation on, so that what an earlier attempt or an earlier second has done does not count.
 * Records get done chunk by chunk: between two chunks the rate stays, and the time left becomes shorter.
 * @param now milliseconds
 */
export function createPaceMeter(now: () => number = Date.now): PaceMeter {
  let first: { readonly at: number; readonly done: number } | undefined;
  let last = { at: 0, done: 0 };
  return {
    observe(done, total) {
      const at = now();
      // Less than before: another phase, or another attempt.
      if (first === undefined || done < last.done) first = { at, done };
      if (done !== last.done || last.at < first.at) last = { at, done };
      if (done === first.done || at - first.at < MIN_OBSERVED_MS) return undefined;
      const perMs = (done - first.done) / Math.max(MIN_OBSERVED_MS, last.at - first.at);
      const msLeft = (total - done) / perMs - (at - last.at);
      return { perSecond: perMs * 1000, msLeft: Math.max(done < total ? MIN_LEFT_MS : 0, msLeft) };
    },
    elapsedMs: () => (first === undefined ? 0 : now() - first.at),
  };
}
