/**
 * What looks at data that was sent takes steps in proportion to its length. Steps are counted, not timed, so the result is
 * the same on every machine. How far a pattern backtracks is no step: patterns.test.ts analyses every pattern.
 */
import { Worker } from 'node:worker_threads';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CountedWork } from './support/count-hostile-work-thread.ts';
import { HOSTILE_TEXTS } from './support/hostile-texts.ts';
import { HOSTILE_WORK } from './support/hostile-work.ts';
import { QUADRATIC_WORK } from './support/quadratic-work.ts';

/** Of four times the text: linear work takes 4 times the steps (measured: at most 4.14), quadratic work 16 times. */
const MOST = 4.5;

let counted: { readonly hostile: readonly CountedWork[]; readonly quadratic: readonly CountedWork[] };

beforeAll(async () => {
  const thread = new Worker(new URL('./support/count-hostile-work-thread.ts', import.meta.url));
  counted = await new Promise((resolve, reject) => {
    thread.once('message', resolve).once('error', reject);
  });
  await thread.terminate();
});

const ratioOf = ({ short, long }: CountedWork) => long / short;

describe.each(HOSTILE_WORK)('%s', (work) => {
  it('takes steps in proportion to every kind of text', () => {
    const counts = counted.hostile.filter((count) => count.work === work);
    expect(counts.map(({ text }) => text)).toEqual(HOSTILE_TEXTS.map(({ name }) => name));
    expect(counts.filter((count) => !(ratioOf(count) <= MOST))).toEqual([]);
    expect(Math.max(...counts.map(({ long }) => long))).toBeGreaterThan(1);
  });
});

it.each(QUADRATIC_WORK)('the count shows quadratic work: %s', (work) => {
  const [count] = counted.quadratic.filter((each) => each.work === work);
  expect(count && ratioOf(count)).toBeGreaterThan(14);
});
