/** The longest delay of setTimeout: 2^31 - 1 ms. */
const longestMs = 2_147_483_647;

/** Timers that can be cancelled together. They do not keep the process alive. */
export function createTimers() {
  const pending = new Map<NodeJS.Timeout, () => void>();
  let closed = false;

  function once(ms: number, run: () => void, onCancel: () => void = () => undefined): void {
    if (closed) {
      onCancel();
      return;
    }
    const timer = setTimeout(
      () => {
        pending.delete(timer);
        if (ms > longestMs) once(ms - longestMs, run, onCancel);
        else run();
      },
      Math.min(Math.max(ms, 0), longestMs),
    );
    pending.set(timer, onCancel);
    timer.unref();
  }

  return {
    once,
    closed: (): boolean => closed,
    /** @returns true after the delay, false if the timers were cancelled before */
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
      for (const [timer, onCancel] of pending) {
        clearTimeout(timer);
        onCancel();
      }
      pending.clear();
    },
  };
}

export type Timers = ReturnType<typeof createTimers>;
