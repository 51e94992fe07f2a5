import { expect, it } from 'vitest';
import { createTransferRate } from '../../../page/upload/transfer-rate.ts';

function rateOf(samples: readonly (readonly [seconds: number, bytes: number])[]): number | undefined {
  let at = 0;
  const rate = createTransferRate(() => at * 1000);
  for (const [seconds, bytes] of samples) {
    at = seconds;
    rate.add(bytes);
  }
  return rate.bytesPerSecond();
}

it.each([
  { samples: [] },
  { samples: [[0, 0]], why: 'one sample' },
  {
    samples: [
      [0, 0],
      [1, 1000],
    ],
    why: 'too short a time',
  },
  {
    samples: [
      [0, 0],
      [2, 1000],
    ],
    rate: 500,
  },
  {
    samples: [
      [0, 0],
      [2, 1000],
      [40, 1000],
      [44, 5000],
    ],
    rate: 1000,
    why: 'a long time ago does not count',
  },
  {
    samples: [
      [0, 5000],
      [2, 1000],
    ],
    rate: 0,
    why: 'a part broke',
  },
] as const)('the rate of $samples is $rate', ({ samples, ...expected }) => {
  expect(rateOf(samples)).toBe('rate' in expected ? expected.rate : undefined);
});

it('a pause does not make the rate smaller', () => {
  let at = 0;
  const rate = createTransferRate(() => at);
  rate.add(0);
  at = 5000;
  rate.reset();
  rate.add(0);
  at = 7000;
  rate.add(4000);
  expect(rate.bytesPerSecond()).toBe(2000);
});
