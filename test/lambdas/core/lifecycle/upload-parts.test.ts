import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesOfPart, missingParts, partCount } from '../../../../lambdas/core/lifecycle/upload-parts.ts';

const plans = fc.record({
  bytes: fc.integer({ min: 1, max: 2 ** 35 }),
  partBytes: fc.integer({ min: 2 ** 22, max: 2 ** 25 }),
});

describe('the parts of a file', () => {
  it('have all its bytes, none is empty, and only the last one is smaller', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const count = partCount(plan);
        const last = bytesOfPart(plan, count);
        expect((count - 1) * plan.partBytes + last).toBe(plan.bytes);
        expect(last).toBeGreaterThan(0);
        expect(bytesOfPart(plan, 1)).toBe(count === 1 ? plan.bytes : plan.partBytes);
        expect([bytesOfPart(plan, 0), bytesOfPart(plan, count + 1)]).toEqual([0, 0]);
      }),
    );
  });

  it('are missing if they have not arrived, or with another size', () => {
    const plan = { bytes: 25, partBytes: 10 };
    const part = (number: number, bytes: number) => ({ number, bytes, etag: 'e' });
    expect(missingParts(plan, [])).toEqual([1, 2, 3]);
    expect(missingParts(plan, [part(1, 10), part(2, 9), part(3, 5)])).toEqual([2]);
    expect(missingParts(plan, [part(3, 10), part(2, 10), part(1, 10)])).toEqual([3]);
    expect(missingParts(plan, [part(1, 10), part(2, 10), part(3, 5), part(4, 1)])).toEqual([]);
  });
});
