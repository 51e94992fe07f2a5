import { OPTION_WORDS } from '../../core/wording/option-words.ts';
import { FileRejected } from '../../runtime/errors.ts';

/** Time that is kept to record the rejection before the function is ended. */
const RESERVE_MS = 30_000;
/** So few candidates cost a few seconds: a file with fewer is slow for another reason, and is tried again. */
const FEW_CANDIDATES = 100_000;
/** A reading may take this many times as long as the longest before it. */
const MARGIN = 1.25;

export interface DuplicatesDeadline {
  /**
   * Called while the file is read.
   * @throws FileRejected if the time is over, because the file has too many candidates
   */
  check(candidates: { readonly size: number; readonly complete: boolean }): void;
  /** @throws FileRejected before a reading for which the time does not suffice */
  beforeReading(): void;
}

/**
 * SplitFile does not continue in another invocation, and each reading of the file costs time for its bytes and for its
 * candidates. A file with so many duplicates that they do not fit is rejected, instead of timing out again and again.
 */
export function createDuplicatesDeadline(remainingMs: () => number): DuplicatesDeadline {
  let startedWith = remainingMs();
  let longest = 0;
  return {
    check({ size, complete }) {
      if (complete && size < FEW_CANDIDATES) return;
      if (remainingMs() < RESERVE_MS) throw tooManyDuplicates();
    },
    beforeReading() {
      const now = remainingMs();
      longest = Math.max(longest, startedWith - now);
      startedWith = now;
      if (now < longest * MARGIN + RESERVE_MS) throw tooManyDuplicates();
    },
  };
}

function tooManyDuplicates(): FileRejected {
  return new FileRejected(
    'TOO_MANY_DUPLICATES',
    `The file has too many records whose user occurs before: they cannot all be found in the time of one function. Remove duplicates from the file, divide it into smaller files, or import it without rejecting duplicates (${OPTION_WORDS.applyDuplicates.stored}).`,
  );
}
