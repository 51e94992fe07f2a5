import { performance } from 'node:perf_hooks';
import { expect } from 'vitest';

const SIZE = 16 * 1024;
/** Four times the text takes four times as long, or sixteen times where the work is quadratic. */
const FACTOR = 4;
const MOST = 9;
const ATTEMPTS = 5;

/**
 * Expects that work on four times as much text takes no more than nine times as long. Times are compared with each other and
 * with that of a plain loop over the same text, so the machine does not matter. Tries again when another process was in the way.
 */
export function expectLinear(textOf: (length: number) => string, work: (text: string) => void): void {
  const short = textOf(SIZE);
  const long = textOf(SIZE * FACTOR);
  let ratio = Number.POSITIVE_INFINITY;
  for (let attempt = 0; attempt < ATTEMPTS && ratio > MOST; attempt++) {
    // What takes no longer than some loops over the text is too fast to be quadratic, and to be measured.
    const floor = 30 * timeOf(() => plainLoop(long));
    ratio = Math.min(
      ratio,
      timeOf(() => work(long)) /
        Math.max(
          timeOf(() => work(short)),
          floor / MOST,
        ),
    );
  }
  expect(ratio).toBeLessThanOrEqual(MOST);
}

function timeOf(work: () => void): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

let sum = 0;

function plainLoop(text: string): void {
  for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
}
