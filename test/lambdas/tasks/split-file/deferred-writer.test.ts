import { describe, expect, it } from 'vitest';
import { createDeferredWriter } from '../../../../lambdas/tasks/split-file/deferred-writer.ts';

const REPEATS = (chunk: number) => ({ chunk, ranges: [[1, 2]] as [number, number][] });

describe('the writer of deferred records', () => {
  it('limits the number of concurrent writes', async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    const put = async () => {
      const done = Promise.withResolvers<void>();
      waiting.push(done.resolve);
      most = Math.max(most, waiting.length);
      await done.promise;
    };
    const writer = createDeferredWriter({ put }, 'results', 'imp_1', 3);
    for (let chunk = 0; chunk < 3; chunk++) await writer.write(REPEATS(chunk));
    const fourth = writer.write(REPEATS(3));
    expect(waiting).toHaveLength(3);
    waiting.shift()?.();
    await fourth;
    expect(most).toBe(3);
    for (const resolve of waiting) resolve();
    await writer.end();
  });

  it('reports a failed write at the next call', async () => {
    const put = () => Promise.reject(new Error('S3 is away'));
    const writer = createDeferredWriter({ put }, 'results', 'imp_1');
    await writer.write(REPEATS(0));
    await writer.write(REPEATS(1));
    await expect(writer.end()).rejects.toThrow('S3 is away');
  });

  it('waits for pending writes at the end', async () => {
    const done = Promise.withResolvers<void>();
    const writer = createDeferredWriter({ put: () => done.promise }, 'results', 'imp_1');
    await writer.write(REPEATS(0));
    let ended = false;
    const end = writer.end().then(() => {
      ended = true;
    });
    await Promise.resolve();
    expect(ended).toBe(false);
    done.resolve();
    await end;
  });
});
