import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANSWER_LIMIT_MS, createHost } from '../../../page/embed/host.ts';

const ORIGIN = 'https://app.example.com';

function scene() {
  const sent: unknown[] = [];
  const values: unknown[] = [];
  const parent = { postMessage: (message: unknown, to: string) => void sent.push([to, message]) };
  let listener: ((event: { source: unknown; origin: string; data: unknown }) => void) | undefined;
  const host = createHost({
    window: {
      parent,
      addEventListener: (_, next) => {
        listener = next;
      },
      setTimeout: (run, ms) => setTimeout(run, ms) as unknown as number,
      clearTimeout: (timer) => clearTimeout(timer),
    },
    origin: ORIGIN,
    names: ['theme', '--rollcall-accent'],
    onValues: (next) => values.push(next),
  });
  const receive = (data: unknown, { source = parent as unknown, origin = ORIGIN } = {}) =>
    listener?.({ source, origin, data });
  return { host, sent, values, receive };
}

describe('the page around the frame', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is asked for a session and for values by name, at its origin only', async () => {
    const { host, sent, values, receive } = scene();
    const session = host.askSession();
    expect(sent).toEqual([[ORIGIN, ['session', ['theme', '--rollcall-accent']]]]);
    receive([['dark', ' #0f766e '], 'rcs_1-a']);
    expect(await session).toBe('rcs_1-a');
    expect(values).toEqual([{ theme: 'dark', '--rollcall-accent': '#0f766e' }]);
  });

  it('can change the values without a token, and the answer is still awaited', async () => {
    const { host, values, receive } = scene();
    const session = host.askSession();
    receive([['light', ''], undefined]);
    expect(values).toEqual([{ theme: 'light', '--rollcall-accent': '' }]);
    receive([['dark', ''], 'rcs_2']);
    expect(await session).toBe('rcs_2');
  });

  it.each([
    ['of another window', { source: {} }],
    ['of another origin', { origin: 'https://app.example.com.evil.example' }],
    ['of a frame without an origin', { origin: 'null' }],
  ])('a message %s is not read', async (_, from) => {
    const { host, values, receive } = scene();
    const session = host.askSession();
    receive([['dark', ''], 'rcs_evil'], from);
    receive([['light', ''], 'rcs_good']);
    expect(await session).toBe('rcs_good');
    expect(values).toEqual([{ theme: 'light', '--rollcall-accent': '' }]);
  });

  it.each([
    ['no token', 0],
    ['an API key', 'rk_acme_1'],
    ['something else', { token: 'rcs_1' }],
  ])('has no session when it answers with %s', async (_, token) => {
    const { host, receive } = scene();
    const session = host.askSession();
    receive([[], token]);
    expect(await session).toBeUndefined();
  });

  it('has no session when it does not answer', async () => {
    const { host } = scene();
    const session = host.askSession();
    vi.advanceTimersByTime(ANSWER_LIMIT_MS);
    expect(await session).toBeUndefined();
  });

  it.each([
    ['a text', 'hello'],
    ['nothing', undefined],
    ['an object', { values: [] }],
    ['values that are no texts', [[1, {}]]],
  ])('can send %s without harm', (_, data) => {
    const { values, receive } = scene();
    receive(data);
    expect(values).toEqual(Array.isArray(data) ? [{ theme: '', '--rollcall-accent': '' }] : []);
  });
});
