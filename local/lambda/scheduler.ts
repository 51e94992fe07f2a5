/** Gives the turn back. */
export type Release = () => void;

interface Waiting {
  readonly name: string;
  readonly start: () => void;
}

/**
 * Bounds how many invocations run: of each function, and one more of all. So the many chunks of a large import never keep
 * waiting what takes milliseconds: another tenant's small file, or the cancellation of this one. The first that waits and
 * may run, runs.
 * @param most how many invocations of one function may run
 * @param limitOf a function's reserved concurrency, if it has one
 */
export function createScheduler(most: number, limitOf: (name: string) => number | undefined) {
  const running = new Map<string, number>();
  const queue: Waiting[] = [];
  let total = 0;

  const mayRun = (name: string): boolean =>
    total <= most && (running.get(name) ?? 0) < Math.min(most, limitOf(name) ?? most);

  function start({ name, start: begin }: Waiting): void {
    total += 1;
    running.set(name, (running.get(name) ?? 0) + 1);
    begin();
  }

  function release(name: string): void {
    total -= 1;
    running.set(name, (running.get(name) ?? 1) - 1);
    const next = queue.findIndex((waiting) => mayRun(waiting.name));
    const [waiting] = next === -1 ? [] : queue.splice(next, 1);
    if (waiting !== undefined) start(waiting);
  }

  return {
    acquire: (name: string): Promise<Release> =>
      new Promise((resolve) => {
        let released = false;
        const once = (): void => {
          if (!released) release(name);
          released = true;
        };
        const waiting: Waiting = { name, start: () => resolve(once) };
        if (mayRun(name)) start(waiting);
        else queue.push(waiting);
      }),
  };
}
