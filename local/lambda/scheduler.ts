/** Gives the turn back. */
export type Release = () => void;

interface Waiting {
  readonly name: string;
  readonly line: string;
  readonly start: () => void;
}

/**
 * Bounds how many invocations run: of each function, and one more of all. So the many chunks of a large import never keep
 * waiting what takes milliseconds: another tenant's small file, or the cancellation of this one. Of those that
 * wait and may run, the first goes of which the fewest run: a small import's chunk does not stand behind ten of a large one.
 * @param most how many invocations of one function may run
 * @param limitOf a function's reserved concurrency, if it has one
 */
export function createScheduler(most: number, limitOf: (name: string) => number | undefined) {
  const running = createCounts();
  const runningOfLine = createCounts();
  const queue: Waiting[] = [];
  let total = 0;

  const mayRun = (name: string): boolean =>
    total <= most && running.of(name) < Math.min(most, limitOf(name) ?? most);

  function start({ name, line, start: begin }: Waiting): void {
    total += 1;
    running.add(name, 1);
    runningOfLine.add(line, 1);
    begin();
  }

  function next(): Waiting | undefined {
    let best: Waiting | undefined;
    for (const waiting of queue) {
      if (!mayRun(waiting.name)) continue;
      if (best === undefined || runningOfLine.of(waiting.line) < runningOfLine.of(best.line)) best = waiting;
    }
    return best;
  }

  function release({ name, line }: Waiting): void {
    total -= 1;
    running.add(name, -1);
    runningOfLine.add(line, -1);
    const waiting = next();
    if (waiting === undefined) return;
    queue.splice(queue.indexOf(waiting), 1);
    start(waiting);
  }

  return {
    /** @param line whom it waits with: those who ask for the same, as the children of one Map Run */
    acquire: (name: string, line: string): Promise<Release> =>
      new Promise((resolve) => {
        let released = false;
        const once = (): void => {
          if (!released) release(waiting);
          released = true;
        };
        const waiting: Waiting = { name, line, start: () => resolve(once) };
        if (mayRun(name)) start(waiting);
        else queue.push(waiting);
      }),
  };
}

/** How many there are of each; those of which there are none take no room. */
function createCounts() {
  const counts = new Map<string, number>();
  const of = (key: string): number => counts.get(key) ?? 0;
  return {
    of,
    add(key: string, change: number): void {
      const count = of(key) + change;
      if (count === 0) counts.delete(key);
      else counts.set(key, count);
    },
  };
}
