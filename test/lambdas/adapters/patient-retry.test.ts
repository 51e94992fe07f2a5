import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_SOCKETS } from '../../../lambdas/adapters/aws-client-config.ts';
import { createPatientRetry } from '../../../lambdas/adapters/patient-retry.ts';
import { StageConfigSchema } from '../../../lib/stage-config.ts';
import { lawRuns } from '../../support/law-runs.ts';

type ErrorType = 'THROTTLING' | 'TRANSIENT' | 'SERVER_ERROR' | 'CLIENT_ERROR';

/** The delays of one request that fails in the same way until the strategy gives up. */
async function delaysOf(errorType: ErrorType, random: () => number): Promise<readonly number[]> {
  const strategy = createPatientRetry(random);
  const delays: number[] = [];
  let token = await strategy.acquireInitialRetryToken('');
  for (;;) {
    const next = await strategy.refreshRetryTokenForRetry(token, { errorType }).catch(() => undefined);
    if (next === undefined) return delays;
    token = next;
    delays.push(token.getRetryDelay());
  }
}

describe('the retries of a request', () => {
  it.each([
    ['a throttled request', 'THROTTLING', 12],
    ['a broken connection', 'TRANSIENT', 3],
    ['an error of the service', 'SERVER_ERROR', 3],
    ['a request that is wrong', 'CLIENT_ERROR', 0],
  ] as const)('of %s are counted, and no other request uses them up', async (_prose, errorType, retries) => {
    for (let request = 0; request < 100; request++)
      expect(await delaysOf(errorType, () => 0.5)).toHaveLength(retries);
  });

  it('wait from zero to a bound that doubles up to five seconds', async () => {
    const bounds = [50, 100, 200, 400, 800, 1600, 3200, 5000, 5000, 5000, 5000, 5000];
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), async (random) => {
        expect(await delaysOf('THROTTLING', () => random)).toEqual(bounds.map((bound) => bound * random));
      }),
      lawRuns(50),
    );
  });
});

describe('the sockets of a client', () => {
  it('are more than a worker may have writers, so that no write waits for one', () => {
    const { writeConcurrency } = StageConfigSchema.in.shape;
    expect(writeConcurrency.safeParse(MAX_SOCKETS).success).toBe(false);
    expect(writeConcurrency.safeParse(256).success).toBe(true);
  });
});
