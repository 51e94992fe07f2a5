/** How fast records get done, and when they will all be done, from what was observed. */
export interface Pace {
  readonly perSecond: number;
  readonly msLeft: number;
}

/** The first record done is no rate yet: a rate over a few milliseconds is noise. */
const MIN_OBSERVED_MS = 1000;

export interface PaceMeter {
  /** @returns undefined until records were seen to get done for a second */
  observe(done: number, total: number): Pace | undefined;
}

/**
 * Measures from the first observation on, so that what an earlier attempt or an earlier second has done does not count.
 * @param now milliseconds
 */
export function createPaceMeter(now: () => number = Date.now): PaceMeter {
  let first: { readonly at: number; readonly done: number } | undefined;
  let last = 0;
  return {
    observe(done, total) {
      const at = now();
      // Less than before: another phase, or another attempt.
      if (first === undefined || done < last) first = { at, done };
      last = done;
      const elapsedMs = at - first.at;
      if (done === first.done || elapsedMs < MIN_OBSERVED_MS) return undefined;
      const perMs = (done - first.done) / elapsedMs;
      return { perSecond: perMs * 1000, msLeft: (total - done) / perMs };
    },
  };
}
