import { describe, expect, it } from 'vitest';
import { only, startMachine, task } from './support/machine.ts';

const block = (state: object) => ({ StartAt: 'Inner', States: { Inner: { ...state, End: true } } });

describe('a Parallel', () => {
  it('passes the same input to all branches and collects results in their order', async () => {
    await using machine = await startMachine({ functions: { echo: (payload) => payload } });
    const Branches = [
      { StartAt: 'A', States: { A: { ...task('echo', { Parameters: { 'a.$': '$.n' } }), End: true } } },
      { StartAt: 'B', States: { B: { Type: 'Pass', End: true } } },
    ];
    const { output } = await machine.run(only({ Type: 'Parallel', Branches, ResultPath: '$.r' }), { n: 1 });
    expect(JSON.parse(output ?? '')).toEqual({ n: 1, r: [{ a: 1 }, { n: 1 }] });
  });

  it('fails with the error of its branch, ends the others, and can be retried and caught', async () => {
    const entered: string[] = [];
    await using machine = await startMachine({
      functions: { broken: () => Promise.reject(Object.assign(new Error(), { name: 'Broken' })) },
      onStateEntered: ({ stateName }) => entered.push(stateName),
    });
    const Branches = [
      { StartAt: 'Bad', States: { Bad: { ...task('broken'), End: true } } },
      {
        StartAt: 'Wait',
        States: {
          Wait: { Type: 'Wait', TimestampPath: '$.later', Next: 'After' },
          After: { Type: 'Succeed' },
        },
      },
    ];
    const States = {
      Both: {
        Type: 'Parallel',
        Branches,
        Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 1 }],
        Catch: [{ ErrorEquals: ['Broken'], Next: 'Caught' }],
        End: true,
      },
      Caught: { Type: 'Pass', Result: 'caught', End: true },
    };
    const { output } = await machine.run({ StartAt: 'Both', States }, { later: '2001-01-01T00:00:00Z' });
    expect(output).toBe('"caught"');
    expect(entered.filter((name) => name === 'Bad')).toHaveLength(2);
  });

  it('chains the history events of each branch separately', async () => {
    await using machine = await startMachine();
    const branch = (name: string) => ({ StartAt: name, States: { [name]: { Type: 'Pass', End: true } } });
    const arn = await machine.start(only({ Type: 'Parallel', Branches: [branch('A'), branch('B')] }));
    await machine.ended(arn);
    const events = await machine.history(arn);
    const started = events.find(({ type }) => type === 'ParallelStateStarted')?.id;
    const entered = events.filter(({ type }) => type === 'PassStateEntered');
    expect(entered.map(({ previousEventId }) => previousEventId)).toEqual([started, started]);
  });
});

describe('an inline Map', () => {
  it('has item and index in the selector and inside its states', async () => {
    await using machine = await startMachine();
    const inner = {
      Type: 'Pass',
      Parameters: { 'in.$': '$', 'value.$': '$$.Map.Item.Value', 'index.$': '$$.Map.Item.Index' },
    };
    const map = {
      Type: 'Map',
      ItemsPath: '$.list',
      ItemSelector: { 'k.$': '$.k', 'v.$': '$$.Map.Item.Value' },
      ItemProcessor: block(inner),
    };
    const { output } = await machine.run(only(map), { k: 1, list: ['a', 'b'] });
    expect(JSON.parse(output ?? '')).toEqual([
      { in: { k: 1, v: 'a' }, value: 'a', index: 0 },
      { in: { k: 1, v: 'b' }, value: 'b', index: 1 },
    ]);
  });

  it('does not exceed MaxConcurrency', async () => {
    let running = 0;
    let most = 0;
    await using machine = await startMachine({
      functions: {
        count: async () => {
          running += 1;
          most = Math.max(most, running);
          await new Promise(setImmediate);
          running -= 1;
        },
      },
    });
    await machine.run(only({ Type: 'Map', MaxConcurrency: 3, ItemProcessor: block(task('count')) }), [
      ...'abcdefgh',
    ]);
    expect(most).toBe(3);
  });

  it('returns an empty array for an empty array', async () => {
    await using machine = await startMachine();
    const { output } = await machine.run(only({ Type: 'Map', ItemProcessor: block({ Type: 'Pass' }) }), []);
    expect(output).toBe('[]');
  });

  it('fails with the error of its item', async () => {
    await using machine = await startMachine();
    const ItemProcessor = { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'No' } } };
    const arn = await machine.start(only({ Type: 'Map', ItemProcessor }), [1]);
    expect(await machine.ended(arn)).toMatchObject({ status: 'FAILED', error: 'No' });
    const types = (await machine.history(arn)).map(({ type }) => type);
    expect(types.slice(-3)).toEqual(['MapIterationFailed', 'MapStateFailed', 'ExecutionFailed']);
  });

  it('fails without an array', async () => {
    await using machine = await startMachine();
    const { error } = await machine.run(only({ Type: 'Map', ItemProcessor: block({ Type: 'Pass' }) }), {
      a: 1,
    });
    expect(error).toBe('States.Runtime');
  });
});
