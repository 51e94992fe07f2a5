/** Counts the steps of all hostile work, in a thread of its own because counting starts before any code is loaded. */
import { parentPort } from 'node:worker_threads';
import { countStepsOfEach, startCounting } from '../../support/count-steps.ts';
import type { HostileText } from './hostile-texts.ts';

/** Small enough for work that is quadratic. */
const SHORT = 1024;

/** The steps of one piece of work on a text of one kind, and on one `FACTOR` times as long. */
export interface CountedWork {
  readonly work: string;
  readonly text: string;
  readonly short: number;
  readonly long: number;
}
export const FACTOR = 4;

type Work = readonly [name: string, work: (text: string) => void];

function countAll([name, work]: Work, texts: readonly HostileText[], size: number): CountedWork[] {
  // What is made once and kept, such as a validator that zod compiles, is not work of the text.
  for (const { of } of texts) work(of(size));
  const pairs = texts.flatMap(({ of }) => [of(size), of(size * FACTOR)]);
  const counts = countStepsOfEach(pairs.map((text) => () => work(text)));
  return texts.map(({ name: text }, i) => ({
    work: name,
    text,
    short: counts[2 * i] as number,
    long: counts[2 * i + 1] as number,
  }));
}

startCounting();
const [{ HOSTILE_WORK }, { HOSTILE_TEXTS }, { QUADRATIC_WORK }] = await Promise.all([
  import('./hostile-work.ts'),
  import('./hostile-texts.ts'),
  import('./quadratic-work.ts'),
]);
const letters = HOSTILE_TEXTS.filter(({ name }) => name === 'letters');
parentPort?.postMessage({
  hostile: HOSTILE_WORK.flatMap((work) => countAll(work, HOSTILE_TEXTS, 8 * SHORT)),
  quadratic: QUADRATIC_WORK.flatMap((work) => countAll(work, letters, SHORT)),
});
