import { describe, expect, it } from 'vitest';
import { INTERNET } from '../../../../lambdas/adapters/guarded-fetch/network.ts';

describe('the internet', () => {
  it('knows the addresses of a name, and does not permit those of this machine', async () => {
    const addresses = await INTERNET.resolve('localhost');
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter(INTERNET.permits)).toEqual([]);
  });

  it('calls back after the delay, unless it was cancelled', async () => {
    const called: string[] = [];
    const stop = INTERNET.startTimer(1, () => called.push('stopped'));
    stop();
    await new Promise<void>((resolve) => {
      INTERNET.startTimer(2, () => {
        called.push('kept');
        resolve();
      });
    });
    expect(called).toEqual(['kept']);
  });
});
