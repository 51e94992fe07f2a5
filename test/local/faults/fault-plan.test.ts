import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Occasion, possibleFaults } from '../../../local/faults/fault.ts';
import { oneFault, seededFaults } from '../../../local/faults/fault-plan.ts';

const functionName = fc.constantFrom('SplitFile', 'ProcessChunk');
const subject = fc.constantFrom('execution 1', 'execution 2');
const occasion: fc.Arbitrary<Occasion> = fc.oneof(
  fc.record({
    layer: fc.constant('request' as const),
    functionName,
    subject,
    service: fc.constantFrom('s3' as const, 'dynamodb' as const),
    operation: fc.constantFrom('GetObject', 'BatchGetItem', 'PutItem'),
    resources: fc.constant(() => []),
  }),
  fc.record({ layer: fc.constantFrom('invocation' as const, 'process' as const), functionName, subject }),
  fc.record({
    layer: fc.constant('event' as const),
    source: fc.constantFrom('aws.s3', 'aws.states'),
    subject,
  }),
  fc.record({
    layer: fc.constant('state' as const),
    stateMachine: fc.constant('user-import'),
    stateName: functionName,
    subject,
  }),
);
const occasions = fc.array(occasion, { maxLength: 200 });
const seed = fc.nat();

describe('seeded faults', () => {
  it('are the same for the same seed and occasions', () => {
    fc.assert(
      fc.property(seed, occasions, (seed, all) => {
        const faults = () => {
          const plan = seededFaults({ seed });
          return all.map((one) => plan.faultAt(one));
        };
        expect(faults()).toEqual(faults());
      }),
    );
  });

  it('are possible at their occasion, and stop an execution only if a plan asks for it', () => {
    fc.assert(
      fc.property(seed, occasions, (seed, all) => {
        const plan = seededFaults({ seed, chances: { request: 1, invocation: 1, process: 1, event: 1 } });
        for (const one of all) {
          const fault = plan.faultAt(one);
          if (fault === undefined) continue;
          expect(possibleFaults(one)).toContain(fault);
          expect(one.layer).not.toBe('state');
        }
      }),
    );
  });

  it('are fewer for a function and an execution than its retries', () => {
    fc.assert(
      fc.property(seed, occasions, fc.integer({ min: 0, max: 4 }), (seed, all, perSubject) => {
        const plan = seededFaults({ seed, perSubject, chances: { request: 1, invocation: 1, process: 1 } });
        for (const one of all) plan.faultAt(one);
        const counts = new Map<string, number>();
        for (const { occasion } of plan.injected) {
          const who = 'functionName' in occasion ? `${occasion.functionName} ${occasion.subject}` : '';
          counts.set(who, (counts.get(who) ?? 0) + 1);
        }
        expect(Math.max(0, ...counts.values())).toBeLessThanOrEqual(perSubject);
      }),
    );
  });

  it('do not include the excluded faults', () => {
    const plan = seededFaults({ seed: 1, chances: { process: 1 }, excludes: () => true });
    expect(plan.faultAt({ layer: 'process', functionName: 'SplitFile', subject: '' })).toBeUndefined();
    expect(plan.injected).toEqual([]);
  });
});

describe('one fault', () => {
  it('is injected only at the n-th matching occasion', () => {
    const occasion = { layer: 'process', functionName: 'SplitFile', subject: '' } as const;
    const other = { ...occasion, functionName: 'ProcessChunk' };
    const plan = oneFault(
      'killed-at-end',
      (met) => 'functionName' in met && met.functionName === 'SplitFile',
      2,
    );
    expect([occasion, other, occasion, occasion].map((met) => plan.faultAt(met))).toEqual([
      undefined,
      undefined,
      'killed-at-end',
      undefined,
    ]);
    expect(plan.injected).toEqual([{ fault: 'killed-at-end', occasion, nth: 2 }]);
  });
});
