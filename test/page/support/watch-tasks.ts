import type { Page } from 'playwright-core';

/** https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds for which the thread has calculated. */
  readonly tdur?: number;
}

const CATEGORIES = ['-*', 'disabled-by-default-devtools.timeline', 'blink.user_timing'];

/**
 * Follows the tasks of the thread that runs the page. Only one test may do this at a time: it is one trace of the browser.
 * @returns a function that gives the milliseconds for which the busiest task since then has calculated. How long it took
 * would depend on what else the machine does: a thread that waits for a processor is in the middle of a task, too.
 */
export async function watchTasks(page: Page): Promise<() => Promise<number>> {
  const browser = page.context().browser();
  if (browser === null) throw new Error('the page has no browser');
  const mark = (name: string) => page.evaluate((given) => void performance.mark(given), name);
  await browser.startTracing(page, { categories: CATEGORIES });
  await mark('tasks-begin');
  return async () => {
    await mark('tasks-end');
    const trace: unknown = JSON.parse((await browser.stopTracing()).toString('utf8'));
    return busiestTask((trace as { readonly traceEvents: readonly TraceEvent[] }).traceEvents);
  };
}

function busiestTask(events: readonly TraceEvent[]): number {
  const begin = events.find(({ name }) => name === 'tasks-begin');
  // A trace that is too long loses its end.
  if (begin === undefined || !events.some(({ name }) => name === 'tasks-end'))
    throw new Error('the trace is not whole');
  const calculated = events
    .filter(({ name, pid, tid }) => name === 'RunTask' && pid === begin.pid && tid === begin.tid)
    .flatMap(({ tdur }) => tdur ?? []);
  if (calculated.length === 0) throw new Error('the trace has no tasks with the time of their thread');
  return Math.max(...calculated) / 1000;
}
