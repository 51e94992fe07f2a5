/** Releases the slot. */
export type Release = () => void;

interface Waiting {
  readonly name: string;
  readonly group: string;
  readonly start: () => void;
}

/**
 * Limits the concurrent invocations of each function, and of all functions together to one more. The chunks of a large
 * import therefore do not delay short invocations of other functions, such as those of a small import or a cancellation.
 * The next invocation is taken from the group with the fewest running ones, so that a small import does not wait for all
 * chunks of a large one.
 * @param most the most concurrent invocations of one function
 * @param limitOf a function's reserved concurrency, if it has one
 */
export function createScheduler(most: number, limitOf: (name: string) => number | undefined) {
  const running = createCounts();
  const runningOfGroup = createCounts();
  const queue: Waiting[] = [];
  let total = 0;

  const mayRun = (name: string): boolean =>
    total <= most && running.of(name) < Math.min(most, limitOf(name) ?? most);

  function start({ name, group, start: begin }: Waiting): void {
    total += 1;
    running.add(name, 1);
    runningOfGroup.add(group, 1);
    begin();
  }

  function next(): Waiting | undefined {
    let best: Waiting | undefined;
    for (const waiting of queue) {
      if (!mayRun(waiting.name)) continue;
      if (best === undefined || runningOfGroup.of(waiting.group) < runningOfGroup.of(best.group))
        best = waiting;
    }
    return best;
  }

  function release({ name, group }: Waiting): void {
    total -= 1;
    running.add(name, -1);
    runningOfGroup.add(group, -1);
    const waiting = next();
    if (waiting === undefined) return;
    queue.splice(queue.indexOf(waiting), 1);
    start(waiting);
  }

  return {
    /** @param group invocations of the same origin, such as the children of one Map Run */
    acquire: (name: string, group: string): Promise<Release> =>
      new Promise((resolve) => {
        let released = false;
        const once = (): void => {
          if (!released) release(waiting);
          released = true;
        };
        const waiting: Waiting = { name, group, start: () => resolve(once) };
        if (mayRun(name)) start(waiting);
        else queue.push(waiting);
      }),
  };
}

/** Counts by key. Keys whose count is 0 are removed. */
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
