import { performance } from 'node:perf_hooks';
import { expect } from 'vitest';

const SIZE = 16 * 1024;
/** Four times the text takes four times as long, or sixteen times where the work is quadratic. */
const FACTOR = 4;
const MOST = 9;
const ATTEMPTS = 12;
/** Work as short as so many plain loops over the text is too short to be quadratic: quadratic work takes thousands. */
const NEGLIGIBLE_LOOPS = 500;

/**
 * Expects that work on four times as much text takes at most nine times as long. Times are compared with each other and with
 * a plain loop over the same text, so the machine does not matter. Each is the least of several attempts, because other
 * processes interrupt some of them.
 */
export function expectLinear(textOf: (length: number) => string, work: (text: string) => void): void {
  const short = textOf(SIZE);
  const long = textOf(SIZE * FACTOR);
  const least = { short: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY };
  let loop = 0;
  const ratio = () => least.long / Math.max(least.short, (NEGLIGIBLE_LOOPS * loop) / MOST);
  for (let attempt = 0; attempt < ATTEMPTS && !(ratio() <= MOST); attempt++) {
    // The longest loop: it only says what is negligible.
    loop = Math.max(
      loop,
      timeOf(() => plainLoop(long)),
    );
    least.short = Math.min(
      least.short,
      timeOf(() => work(short)),
    );
    least.long = Math.min(
      least.long,
      timeOf(() => work(long)),
    );
  }
  expect(ratio()).toBeLessThanOrEqual(MOST);
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
