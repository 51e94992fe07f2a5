import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Problem } from '../../../lambdas/api/problem.ts';
import { createRateLimit } from '../../../lambdas/api/rate-limit.ts';

const RATE = { perSecond: 2, burst: 5 };
const step = fc.record({ name: fc.constantFrom('a', 'b'), afterMs: fc.integer({ min: 0, max: 3000 }) });

it('lets a name through as often as its burst and its rate allow, whatever other names do', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let now = 1_000_000;
      const limit = createRateLimit(() => now);
      const passed = new Map<string, number[]>();
      for (const { name, afterMs } of steps) {
        now += afterMs;
        try {
          limit.take(name, RATE);
          passed.set(name, [...(passed.get(name) ?? []), now]);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
          expect((error as Problem).kind).toBe('too-many-requests');
          expect(Number((error as Problem).headers['retry-after'])).toBeGreaterThan(0);
        }
      }
      for (const times of passed.values())
        for (const [i, from] of times.entries())
          for (const [j, to] of times.entries())
            if (j >= i)
              expect(j - i + 1).toBeLessThanOrEqual(
                RATE.burst + ((to - from) / 1000) * RATE.perSecond + 1e-6,
              );
    }),
  );
});

it('lets a name through again after Retry-After', () => {
  let now = 0;
  const limit = createRateLimit(() => now);
  limit.take('a', { perSecond: 0.5, burst: 1 });
  let seconds = 0;
  try {
    limit.take('a', { perSecond: 0.5, burst: 1 });
  } catch (error) {
    seconds = Number((error as Problem).headers['retry-after']);
  }
  now += seconds * 1000;
  expect(() => limit.take('a', { perSecond: 0.5, burst: 1 })).not.toThrow();
});
