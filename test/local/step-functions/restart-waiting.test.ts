import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import {
  DescribeExecutionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { only, startMachine, type TestMachine, type TestOptions, task } from './support/machine.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'step-functions-waiting-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const NAME = 'machine-1';
const START = Date.UTC(2026, 0, 1);
const at = (seconds: number) => () => new Date(START + seconds * 1_000);
const never = () => new Promise(() => undefined);

const waiting = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: {
    FunctionName: 'ask',
    Payload: { 'token.$': '$$.Task.Token', 'retry.$': '$$.State.RetryCount', 'given.$': '$' },
  },
  ...more,
});
const caught = (name: string) => ({
  Catch: [{ ErrorEquals: [name], ResultPath: '$.caught', Next: 'Caught' }],
});
const withCaught = (state: object) => ({
  StartAt: 'Ask',
  States: { Ask: { ...state, End: true }, Caught: { Type: 'Pass', OutputPath: '$.caught.Error', End: true } },
});

interface Asked {
  readonly token: string;
  readonly retry: number;
}

/** Starts an execution, and stops the process (if not told otherwise) when it only waits. */
async function waitAndStop(
  definition: object,
  options: TestOptions = {},
): Promise<{ arn: string; asked: Asked[] }> {
  const asked: Asked[] = [];
  await using machine = await startMachine({
    directory,
    ...options,
    functions: { ask: (payload: Asked) => void asked.push(payload), ...options.functions },
  });
  const arn = await machine.start(definition, { a: 1 });
  await machine.stepFunctions.executionsIdle();
  return { arn, asked };
}

/** The next process, with the same state machine. */
async function startAgain(definition: object, options: TestOptions = {}): Promise<TestMachine> {
  const machine = await startMachine({ directory, ...options });
  machine.stepFunctions.createStateMachine({ name: NAME, definition });
  return machine;
}

describe('after a restart, an execution that waits for the answer to a token', () => {
  it('ends with the output of SendTaskSuccess, as if there had been no restart', async () => {
    const definition = only(waiting({ ResultPath: '$.answer' }));
    const { arn, asked } = await waitAndStop(definition);
    await using after = await startAgain(definition);
    expect(after.stepFunctions.interrupted).toEqual([]);
    await after.client.send(new SendTaskSuccessCommand({ taskToken: asked[0]?.token, output: '2' }));
    expect(await after.ended(arn)).toMatchObject({ status: 'SUCCEEDED', output: '{"a":1,"answer":2}' });
    const history = await after.history(arn);
    expect(history.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(history.map(({ previousEventId }) => previousEventId)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(after.changes.map(({ status }) => status)).toEqual(['SUCCEEDED']);
    await after.stepFunctions.executionsIdle();
    expect(await readdir(join(directory, 'open'))).toEqual([]);
  });

  it('waits through several restarts', async () => {
    const definition = only(waiting());
    const { arn, asked } = await waitAndStop(definition);
    for (let restarts = 0; restarts < 3; restarts += 1) {
      await using between = await startAgain(definition);
      await between.stepFunctions.executionsIdle();
      const described = await between.client.send(new DescribeExecutionCommand({ executionArn: arn }));
      expect(described.status).toBe('RUNNING');
    }
    await using after = await startAgain(definition);
    await after.client.send(new SendTaskSuccessCommand({ taskToken: asked[0]?.token, output: '"yes"' }));
    expect((await after.ended(arn)).output).toBe('"yes"');
    expect(asked).toHaveLength(1);
  });

  it('waits also when its process was killed', async () => {
    const script = join(import.meta.dirname, 'support', 'die-waiting.ts');
    const dead = spawn(process.execPath, [script, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [taskToken, exit] = await Promise.all([text(dead.stdout), once(dead, 'close')]);
    expect(exit).toEqual([null, 'SIGKILL']);
    await using after = await startAgain(only(waiting()));
    await after.client.send(new SendTaskSuccessCommand({ taskToken, output: '1' }));
    await after.stepFunctions.executionsIdle();
    expect(after.changes).toMatchObject([{ name: 'waiting', status: 'SUCCEEDED', output: '1' }]);
  });

  it('is stopped like any other', async () => {
    const definition = only(waiting());
    const { arn, asked } = await waitAndStop(definition);
    await using after = await startAgain(definition);
    await after.client.send(new StopExecutionCommand({ executionArn: arn, cause: 'by hand' }));
    expect(await after.ended(arn)).toMatchObject({ status: 'ABORTED', cause: 'by hand' });
    await expect(
      after.client.send(new SendTaskSuccessCommand({ taskToken: asked[0]?.token, output: '1' })),
    ).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });
});

describe('the deadline of a task that waits', () => {
  it.each([
    ['its TimeoutSeconds', { TimeoutSeconds: 3_600 }, 'States.Timeout'],
    ['its HeartbeatSeconds', { HeartbeatSeconds: 3_600 }, 'States.HeartbeatTimeout'],
  ])('is kept by a restart: %s', async (_, limit, error) => {
    const definition = withCaught(waiting({ ...limit, ...caught('States.Timeout') }));
    const { arn } = await waitAndStop(definition, { now: at(0) });
    {
      await using before = await startAgain(definition, { now: at(3_000) });
      await before.stepFunctions.executionsIdle();
      expect(before.changes).toEqual([]);
    }
    // 50 ms are left. A deadline that started again would be an hour away.
    await using shortly = await startAgain(definition, { now: at(3_599.95) });
    expect((await shortly.ended(arn)).output).toBe(JSON.stringify(error));
  });

  it('has passed when the cloud starts again after it', async () => {
    const definition = withCaught(waiting({ TimeoutSeconds: 60, ...caught('States.Timeout') }));
    const { arn, asked } = await waitAndStop(definition, { now: at(0) });
    await using after = await startAgain(definition, { now: at(100_000) });
    expect((await after.ended(arn)).output).toBe('"States.Timeout"');
    await expect(
      after.client.send(new SendTaskSuccessCommand({ taskToken: asked[0]?.token, output: '1' })),
    ).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('is moved by a heartbeat before the restart', async () => {
    const definition = withCaught(waiting({ HeartbeatSeconds: 60, ...caught('States.Timeout') }));
    const { arn, asked } = await waitAndStop(definition, { now: at(0) });
    const [{ token: taskToken } = { token: '' }] = asked;
    {
      await using beating = await startAgain(definition, { now: at(50) });
      await beating.client.send(new SendTaskHeartbeatCommand({ taskToken }));
    }
    await using after = await startAgain(definition, { now: at(100) });
    await after.client.send(new SendTaskSuccessCommand({ taskToken, output: '"in time"' }));
    expect((await after.ended(arn)).output).toBe('"in time"');
  });

  it('of the execution counts from its start', async () => {
    const definition = { ...only(waiting()), TimeoutSeconds: 600 };
    const { arn } = await waitAndStop(definition, { now: at(0) });
    await using after = await startAgain(definition, { now: at(600) });
    expect((await after.ended(arn)).status).toBe('TIMED_OUT');
  });
});

it('a restart does not reset the attempts of a Retry policy, and a retry gets a new token', async () => {
  const definition = only(waiting({ Retry: [{ ErrorEquals: ['No'], MaxAttempts: 2 }] }));
  const asked: Asked[] = [];
  const functions = { ask: (payload: Asked) => void asked.push(payload) };
  const { arn, asked: first } = await waitAndStop(definition);
  asked.push(...first);
  for (const attempt of [0, 1]) {
    await using machine = await startAgain(definition, { functions });
    await machine.client.send(new SendTaskFailureCommand({ taskToken: asked[attempt]?.token, error: 'No' }));
    await machine.stepFunctions.executionsIdle();
    expect(asked).toHaveLength(attempt + 2);
  }
  await using last = await startAgain(definition, { functions });
  await last.client.send(new SendTaskFailureCommand({ taskToken: asked[2]?.token, error: 'No' }));
  expect(await last.ended(arn)).toMatchObject({ status: 'FAILED', error: 'No' });
  expect(asked).toMatchObject([0, 1, 2].map((retry) => ({ retry, given: { a: 1 } })));
  expect(new Set(asked.map(({ token }) => token)).size).toBe(3);
});

describe('after a restart, an execution is ABORTED', () => {
  it('if it waited in a branch of a Parallel', async () => {
    const Branches = [{ StartAt: 'Ask', States: { Ask: { ...waiting(), End: true } } }];
    const definition = only({ Type: 'Parallel', Branches });
    const { promise: submitted, resolve } = Promise.withResolvers<void>();
    const before = await startMachine({ directory, functions: { ask: resolve } });
    await before.start(definition);
    await submitted;
    await before[Symbol.asyncDispose]();
    await using after = await startAgain(definition);
    expect(after.changes.map(({ status }) => status)).toEqual(['ABORTED']);
  });

  it('if its function had the token and had not returned', async () => {
    const { promise: asked, resolve } = Promise.withResolvers<void>();
    const ask = () => {
      resolve();
      return never();
    };
    const before = await startMachine({ directory, functions: { ask } });
    await before.start(only(waiting()));
    await asked;
    await before[Symbol.asyncDispose]();
    await using after = await startAgain(only(waiting()));
    expect(after.changes.map(({ status }) => status)).toEqual(['ABORTED']);
  });

  it('if its token was answered: the answer is on disk before the request is answered', async () => {
    const definition = {
      StartAt: 'Ask',
      States: { Ask: { ...waiting(), Next: 'Work' }, Work: { ...task('never'), End: true } },
    };
    const asked: Asked[] = [];
    const before = await startMachine({
      directory,
      functions: { ask: (payload: Asked) => void asked.push(payload), never },
    });
    await before.start(definition);
    await before.stepFunctions.executionsIdle();
    await before.client.send(new SendTaskSuccessCommand({ taskToken: asked[0]?.token, output: '1' }));
    await before[Symbol.asyncDispose]();
    await using after = await startAgain(definition);
    expect(after.changes.map(({ status }) => status)).toEqual(['ABORTED']);
    expect(after.stepFunctions.interrupted).toHaveLength(1);
  });
});

it.each([
  ['exist', { StartAt: 'Other', States: { Other: { Type: 'Succeed' } } }],
  ['wait for a token', only(task('never'))],
])(
  'after a restart, an execution fails if the state that it waits in does not %s any more',
  async (_, changed) => {
    const { arn } = await waitAndStop(only(waiting()));
    await using after = await startAgain(changed, { functions: { never } });
    expect(await after.ended(arn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  },
);
