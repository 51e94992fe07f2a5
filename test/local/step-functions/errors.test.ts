import { describe, expect, it } from 'vitest';
import { only, startMachine, task } from './support/machine.ts';

/** A function that throws the named errors one after another and then succeeds. */
function failing(...names: string[]) {
  return (_: unknown, call: number) => {
    const name = names[call - 1];
    if (name !== undefined) throw Object.assign(new Error(`call ${call}`), { name });
    return `call ${call}`;
  };
}

const caught = { Caught: { Type: 'Pass', End: true } };

describe('Retry', () => {
  const cases: [sentence: string, errors: string[], Retry: object[], outcome: string][] = [
    ['tries three times more by default', ['E', 'E', 'E'], [{ ErrorEquals: ['E'] }], 'call 4'],
    ['gives up after the third', ['E', 'E', 'E', 'E'], [{ ErrorEquals: ['E'] }], 'E'],
    [
      'does nothing with MaxAttempts 0',
      ['E'],
      [{ ErrorEquals: ['E'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }],
      'E',
    ],
    [
      'counts for each retrier by itself',
      ['A', 'B', 'A', 'B'],
      [
        { ErrorEquals: ['A'], MaxAttempts: 2 },
        { ErrorEquals: ['B'], MaxAttempts: 2 },
      ],
      'call 5',
    ],
    [
      'uses the first retrier that matches',
      ['A', 'A'],
      [
        { ErrorEquals: ['A'], MaxAttempts: 1 },
        { ErrorEquals: ['States.ALL'], MaxAttempts: 9 },
      ],
      'A',
    ],
    ['takes any error by States.TaskFailed', ['Odd'], [{ ErrorEquals: ['States.TaskFailed'] }], 'call 2'],
    ['takes any error by States.ALL', ['Odd'], [{ ErrorEquals: ['States.ALL'] }], 'call 2'],
    ['leaves other errors alone', ['Odd'], [{ ErrorEquals: ['Even'] }], 'Odd'],
    ['never takes States.Runtime', ['States.Runtime'], [{ ErrorEquals: ['States.ALL'] }], 'States.Runtime'],
    [
      'takes States.DataLimitExceeded by its name only',
      ['States.DataLimitExceeded'],
      [{ ErrorEquals: ['States.ALL'] }],
      'States.DataLimitExceeded',
    ],
  ];

  it.each(cases)('%s', async (_, errors, Retry, outcome) => {
    await using machine = await startMachine({ functions: { flaky: failing(...errors) } });
    const { output, error } = await machine.run(only(task('flaky', { Retry })));
    expect(output === undefined ? error : JSON.parse(output)).toBe(outcome);
  });

  it('gives the task its number of retries', async () => {
    await using machine = await startMachine({
      functions: {
        flaky: ({ n }: { n: number }) => {
          if (n < 2) throw new Error('again');
          return n;
        },
      },
    });
    const state = task('flaky', {
      Parameters: { 'n.$': '$$.State.RetryCount' },
      Retry: [{ ErrorEquals: ['Error'] }],
    });
    expect((await machine.run(only(state))).output).toBe('2');
  });
});

describe('Catch', () => {
  const run = async (error: string, Catch: object[]) => {
    await using machine = await startMachine({ functions: { broken: failing(error) } });
    const States = { Task: { ...task('broken', { Catch }), End: true }, ...caught };
    const { status, output } = await machine.run({ StartAt: 'Task', States }, { a: 1 });
    return { status, output: output === undefined ? undefined : JSON.parse(output) };
  };

  it('returns Error, and the response of Lambda as Cause', async () => {
    const { output } = await run('Mine', [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }]);
    expect(output.Error).toBe('Mine');
    expect(JSON.parse(output.Cause)).toMatchObject({ errorType: 'Mine', errorMessage: 'call 1' });
  });

  it('places them in the input of the state at ResultPath', async () => {
    const { output } = await run('Mine', [{ ErrorEquals: ['Mine'], ResultPath: '$.error', Next: 'Caught' }]);
    expect(output).toMatchObject({ a: 1, error: { Error: 'Mine' } });
  });

  it('uses the first catcher that matches', async () => {
    const { output } = await run('Mine', [
      { ErrorEquals: ['Other'], Next: 'Caught', ResultPath: '$.other' },
      { ErrorEquals: ['Mine'], Next: 'Caught', ResultPath: '$.mine' },
      { ErrorEquals: ['States.ALL'], Next: 'Caught', ResultPath: '$.all' },
    ]);
    expect(Object.keys(output)).toEqual(['a', 'mine']);
  });

  it.each(['States.Runtime', 'States.DataLimitExceeded'])(
    'of States.ALL does not match %s',
    async (error) => {
      expect(await run(error, [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }])).toEqual({
        status: 'FAILED',
      });
    },
  );

  it('matches States.DataLimitExceeded by its name', async () => {
    const outcome = await run('States.DataLimitExceeded', [
      { ErrorEquals: ['States.DataLimitExceeded'], Next: 'Caught' },
    ]);
    expect(outcome.status).toBe('SUCCEEDED');
  });
});

describe('a timeout', () => {
  const never = () => new Promise(() => undefined);

  it('of a task is States.Timeout, which States.TaskFailed does not match', async () => {
    await using machine = await startMachine({ functions: { never } });
    const Catch = [
      { ErrorEquals: ['States.TaskFailed'], Next: 'Wrong' },
      { ErrorEquals: ['States.Timeout'], Next: 'Caught', ResultPath: '$.error' },
    ];
    const Task = task('never', {
      TimeoutSeconds: 1,
      Retry: [{ ErrorEquals: ['States.TaskFailed'] }],
      Catch,
      End: true,
    });
    const Wrong = { Type: 'Fail' };
    const { status, output } = await machine.run({ StartAt: 'Task', States: { Task, Wrong, ...caught } });
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output ?? '').error.Error).toBe('States.Timeout');
  });

  it('of the execution ends it as TIMED_OUT, and cannot be caught', async () => {
    await using machine = await startMachine({ functions: { never } });
    const Task = {
      ...task('never', { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }] }),
      End: true,
    };
    const arn = await machine.start({ TimeoutSeconds: 1, StartAt: 'Task', States: { Task, ...caught } });
    expect((await machine.ended(arn)).status).toBe('TIMED_OUT');
    expect((await machine.history(arn)).at(-1)?.type).toBe('ExecutionTimedOut');
  });

  it('that is longer than a timer of Node does not fire at once', async () => {
    await using machine = await startMachine({
      functions: { slow: () => new Promise((resolve) => setImmediate(resolve, 'done')) },
    });
    const { output } = await machine.run(only(task('slow', { TimeoutSeconds: 99_999_999 })));
    expect(output).toBe('"done"');
  });
});

describe('the payload limit', () => {
  const large = 'x'.repeat(262_144);

  it.each([
    ['the result of a task', task('large')],
    ['the input of a task', task('echo', { Parameters: { 'a.$': '$.half', 'b.$': '$.half' } })],
    ['the output of a state', { Type: 'Pass', Parameters: { 'a.$': '$.half', 'b.$': '$.half' } }],
  ])('holds for %s', async (_, state) => {
    await using machine = await startMachine({ functions: { large: () => large, echo: () => 'small' } });
    const { error } = await machine.run(only(state), { half: 'x'.repeat(140_000) });
    expect(error).toBe('States.DataLimitExceeded');
  });

  it('accepts exactly 256 KiB', async () => {
    await using machine = await startMachine({ functions: { fits: () => 'x'.repeat(262_142) } });
    expect((await machine.run(only(task('fits')))).status).toBe('SUCCEEDED');
  });
});
