import { describe, expect, it } from 'vitest';
import { createScheduler, type Release } from '../../../local/lambda/scheduler.ts';

/** Acquires slots, and reports which requests have one. */
function asking(most: number, limits: Readonly<Record<string, number>> = {}) {
  const scheduler = createScheduler(most, (name) => limits[name]);
  const running = new Map<string, Release>();
  return {
    ask(who: string, name: string, group: string): void {
      void scheduler.acquire(name, group).then((release) => running.set(who, release));
    },
    /** A slot is granted in a microtask. */
    async running(): Promise<string[]> {
      await new Promise(setImmediate);
      return [...running.keys()];
    },
    end(who: string): void {
      running.get(who)?.();
      running.delete(who);
    },
  };
}

describe('waiting invocations', () => {
  it('run one after another within a group', async () => {
    const turns = asking(2);
    for (const chunk of ['a1', 'a2', 'a3', 'a4']) turns.ask(chunk, 'chunk', 'a');
    expect(await turns.running()).toEqual(['a1', 'a2']);
    turns.end('a2');
    expect(await turns.running()).toEqual(['a1', 'a3']);
  });

  it('run before those of a group that already has a running one', async () => {
    const turns = asking(2);
    for (const chunk of ['a1', 'a2', 'a3', 'a4']) turns.ask(chunk, 'chunk', 'a');
    turns.ask('b1', 'chunk', 'b');
    turns.ask('b2', 'chunk', 'b');
    await turns.running();
    turns.end('a1');
    expect(await turns.running()).toEqual(['a2', 'b1']);
    // Each group has one running invocation, so the order of arrival decides.
    turns.end('b1');
    expect(await turns.running()).toEqual(['a2', 'b2']);
    turns.end('a2');
    expect(await turns.running()).toEqual(['b2', 'a3']);
    turns.end('b2');
    expect(await turns.running()).toEqual(['a3', 'a4']);
  });

  it('leave one slot for other functions, and respect the limit of their function', async () => {
    const turns = asking(2, { one: 1 });
    for (const chunk of ['a1', 'a2', 'a3']) turns.ask(chunk, 'chunk', 'a');
    turns.ask('c1', 'one', 'c');
    turns.ask('c2', 'one', 'd');
    expect(await turns.running()).toEqual(['a1', 'a2', 'c1']);
    turns.end('a1');
    expect(await turns.running()).toEqual(['a2', 'c1', 'a3']);
    turns.end('c1');
    expect(await turns.running()).toEqual(['a2', 'a3', 'c2']);
  });

  it('release their slot once, even if release is called again', async () => {
    const scheduler = createScheduler(1, () => undefined);
    const release = await scheduler.acquire('chunk', 'a');
    release();
    release();
    const turns = [scheduler.acquire('chunk', 'a'), scheduler.acquire('chunk', 'a')];
    expect(await Promise.race([Promise.all(turns), new Promise((r) => setImmediate(r, 'one waits'))])).toBe(
      'one waits',
    );
  });
});
