import { describe, expect, it } from 'vitest';
import { type Retrier, retryCounter } from '../../../../local/step-functions/language/retry-and-catch.ts';

const delays = (retrier: Partial<Retrier>, times: number, random = 1) => {
  const after = retryCounter([{ ErrorEquals: ['E'], ...retrier }], () => random);
  return Array.from({ length: times }, () => after('E'));
};

describe('the pause before a retry', () => {
  it.each<[string, Partial<Retrier>, (number | undefined)[]]>([
    ['is one second and doubles', {}, [1, 2, 4, undefined]],
    ['grows by BackoffRate from IntervalSeconds', { IntervalSeconds: 3, BackoffRate: 1.5 }, [3, 4.5, 6.75]],
    ['is at most MaxDelaySeconds', { MaxAttempts: 5, MaxDelaySeconds: 5 }, [1, 2, 4, 5, 5, undefined]],
  ])('%s', (_, retrier, expected) => {
    expect(delays(retrier, expected.length)).toEqual(expected);
  });

  it('is drawn from the whole interval with full jitter', () => {
    expect(delays({ JitterStrategy: 'FULL' }, 3, 0.25)).toEqual([0.25, 0.5, 1]);
  });
});
