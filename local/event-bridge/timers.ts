/** setTimeout's limit: 2^31 - 1 ms. */
const longestMs = 2_147_483_647;

/** Timers that can be called off together. They do not keep the process alive. */
export function createTimers() {
  const pending = new Map<NodeJS.Timeout, () => void>();
  let closed = false;

  function once(ms: number, run: () => void, calledOff: () => void = () => undefined): void {
    if (closed) {
      calledOff();
      return;
    }
    const timer = setTimeout(
      () => {
        pending.delete(timer);
        if (ms > longestMs) once(ms - longestMs, run, calledOff);
        else run();
      },
      Math.min(Math.max(ms, 0), longestMs),
    );
    pending.set(timer, calledOff);
    timer.unref();
  }

  return {
    once,
    closed: (): boolean => closed,
    /** @returns whether the time came: false when the timers were called off before */
    sleep: (ms: number): Promise<boolean> =>
      new Promise((resolve) =>
        once(
          ms,
          () => resolve(true),
          () => resolve(false),
        ),
      ),
    close(): void {
      closed = true;
      for (const [timer, calledOff] of pending) {
        clearTimeout(timer);
        calledOff();
      }
      pending.clear();
    },
  };
}

export type Timers = ReturnType<typeof createTimers>;
