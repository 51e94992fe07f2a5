/** The rate is that of the last seconds, so that it follows a line that becomes slower. */
const WINDOW_MS = 15_000;
/** Before that, a rate would jump. */
const LEAST_MS = 1500;
const LEAST_GAP_MS = 250;

interface Sample {
  readonly at: number;
  readonly bytes: number;
}

/** How fast bytes are sent. */
export function createTransferRate(now: () => number) {
  let samples: Sample[] = [];
  return {
    /** @param bytes sent in all. Fewer than before: a part that broke is sent again, and its bytes have counted for nothing. */
    add(bytes: number): void {
      const at = now();
      const last = samples.at(-1);
      if (last !== undefined && at - last.at < LEAST_GAP_MS && bytes >= last.bytes) return;
      samples = [...samples.filter((sample) => at - sample.at <= WINDOW_MS), { at, bytes }];
    },
    /** After a pause. */
    reset(): void {
      samples = [];
    },
    /** @returns undefined until it is known */
    bytesPerSecond(): number | undefined {
      const [first] = samples;
      const last = samples.at(-1);
      if (first === undefined || last === undefined || last.at - first.at < LEAST_MS) return undefined;
      return Math.max(0, (1000 * (last.bytes - first.bytes)) / (last.at - first.at));
    },
  };
}
