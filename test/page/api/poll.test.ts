import { describe, expect, it } from 'vitest';
import { growingPause, type Load, type PollOptions, poll } from '../../../page/api/poll.ts';

/** Time that passes only in pauses. */
function scene<T>(load: Load<T>, more: Partial<PollOptions<T>> = {}) {
  const stop = new AbortController();
  const pauses: number[] = [];
  const data: T[] = [];
  const errors: unknown[] = [];
  let now = 0;
  let hidden: Promise<void> = Promise.resolve();
  const polling = () =>
    poll<T>({
      load,
      onData: (one) => void data.push(one),
      onError: (error) => void errors.push(error),
      pauseMs: (elapsedMs) => growingPause(elapsedMs),
      isTransient: (error) => error === 'transient',
      signal: stop.signal,
      clock: {
        now: () => now,
        async sleep(ms) {
          pauses.push(ms);
          now += ms;
        },
        visible: () => hidden,
      },
      ...more,
    });
  const hide = (until: Promise<void>) => {
    hidden = until;
  };
  return { polling, stop, pauses, data, errors, hide };
}

describe('poll', () => {
  it('sends the ETag of the last answer, and reports only what has changed', async () => {
    const etags: (string | undefined)[] = [];
    const answers = [{ data: 1, etag: 'a' }, { etag: 'a' }, { data: 2, etag: 'b' }];
    const test = scene<number>(
      async (etag) => {
        etags.push(etag);
        return answers[etags.length - 1] ?? {};
      },
      { pauseMs: (_, last) => (last === 2 ? undefined : 1) },
    );
    await test.polling();
    expect(test.data).toEqual([1, 2]);
    expect(etags).toEqual([undefined, 'a', 'a']);
  });

  it('asks every second at first, and every five seconds in the end', async () => {
    let asked = 0;
    const test = scene(async () => {
      asked += 1;
      if (asked === 200) test.stop.abort();
      return { data: asked };
    });
    await test.polling();
    expect(test.pauses[0]).toBe(1000);
    expect(test.pauses.at(-1)).toBe(5000);
    expect(test.pauses.toSorted((one, other) => one - other)).toEqual(test.pauses);
  });

  it('continues after an error that may pass, and keeps what is known', async () => {
    let asked = 0;
    const test = scene<number>(
      async () => {
        asked += 1;
        if (asked === 2) throw 'transient';
        return { data: asked };
      },
      { pauseMs: () => (asked === 3 ? undefined : 1) },
    );
    await test.polling();
    expect(test.data).toEqual([1, 3]);
    expect(test.errors).toEqual(['transient']);
  });

  it('ends after an error that stays', async () => {
    const test = scene(() => Promise.reject('refused'));
    await test.polling();
    expect(test.errors).toEqual(['refused']);
    expect(test.pauses).toEqual([]);
  });

  it('does not ask while the page is hidden', async () => {
    let asked = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const test = scene(async () => {
      asked += 1;
      if (asked === 1) test.hide(promise);
      if (asked === 2) test.stop.abort();
      return { data: asked };
    });
    const done = test.polling();
    await new Promise((next) => setImmediate(next));
    expect(asked).toBe(1);
    resolve();
    await done;
    expect(asked).toBe(2);
  });

  it('reports nothing after it was stopped', async () => {
    const test = scene(async () => {
      test.stop.abort();
      return { data: 1 };
    });
    await test.polling();
    expect(test.data).toEqual([]);
  });

  it('asks while the page is hidden only if it has a pause for it', async () => {
    const asked: number[] = [];
    const test = scene<number>(
      async () => {
        asked.push(asked.length);
        if (asked.length === 3) test.stop.abort();
        return { data: asked.length };
      },
      { hiddenPauseMs: 15_000 },
    );
    test.hide(new Promise(() => undefined));
    await test.polling();
    expect(asked).toHaveLength(3);
    expect(test.pauses).toEqual([1000, 15_000, 1000, 15_000]);
  });
});
