import {
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { only, startMachine, type TestMachine } from './support/machine.ts';

const waiting = (more: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Parameters: { FunctionName: 'ask', Payload: { 'token.$': '$$.Task.Token' } },
  ...more,
});

/** A machine with a function that returns its token to the test. */
async function startAsking(): Promise<{ machine: TestMachine; token: () => Promise<string> }> {
  const tokens: string[] = [];
  let arrived = () => {};
  const ask = ({ token }: { token: string }) => {
    tokens.push(token);
    arrived();
  };
  const token = async () => {
    while (tokens.length === 0) await new Promise<void>((resolve) => (arrived = resolve));
    return tokens.shift() ?? '';
  };
  return { machine: await startMachine({ functions: { ask } }), token };
}

describe('a task that waits for a token', () => {
  it('ends with the output of SendTaskSuccess', async () => {
    const { machine, token } = await startAsking();
    await using _ = machine;
    const arn = await machine.start(only(waiting()));
    await machine.client.send(
      new SendTaskSuccessCommand({ taskToken: await token(), output: '{"yes":true}' }),
    );
    expect((await machine.ended(arn)).output).toBe('{"yes":true}');
    const types = (await machine.history(arn)).map(({ type }) => type);
    expect(types).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('fails with the error of SendTaskFailure', async () => {
    const { machine, token } = await startAsking();
    await using _ = machine;
    const arn = await machine.start(only(waiting()));
    await machine.client.send(
      new SendTaskFailureCommand({ taskToken: await token(), error: 'No', cause: 'why' }),
    );
    expect(await machine.ended(arn)).toMatchObject({ status: 'FAILED', error: 'No', cause: 'why' });
  });

  it('gets a new token for each attempt, and the old one becomes invalid', async () => {
    const { machine, token } = await startAsking();
    await using _ = machine;
    const arn = await machine.start(only(waiting({ Retry: [{ ErrorEquals: ['No'] }] })));
    const first = await token();
    await machine.client.send(new SendTaskFailureCommand({ taskToken: first, error: 'No' }));
    const second = await token();
    expect(second).not.toBe(first);
    await expect(
      machine.client.send(new SendTaskSuccessCommand({ taskToken: first, output: '1' })),
    ).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await machine.client.send(new SendTaskSuccessCommand({ taskToken: second, output: '2' }));
    expect((await machine.ended(arn)).output).toBe('2');
  });

  it('fails when the function fails', async () => {
    await using machine = await startMachine();
    expect(await machine.run(only(waiting()))).toMatchObject({ status: 'FAILED', error: 'NoSuchFunction' });
  });

  it('fails without a heartbeat with States.HeartbeatTimeout, which States.Timeout matches', async () => {
    const { machine, token } = await startAsking();
    await using _ = machine;
    const Catch = [{ ErrorEquals: ['States.Timeout'], Next: 'Caught' }];
    const States = {
      Ask: { ...waiting({ HeartbeatSeconds: 1, Catch }), End: true },
      Caught: { Type: 'Pass', OutputPath: '$.Error', End: true },
    };
    const arn = await machine.start({ StartAt: 'Ask', States });
    const taskToken = await token();
    await machine.client.send(new SendTaskHeartbeatCommand({ taskToken }));
    expect((await machine.ended(arn)).output).toBe('"States.HeartbeatTimeout"');
    await expect(machine.client.send(new SendTaskHeartbeatCommand({ taskToken }))).rejects.toMatchObject({
      name: 'TaskTimedOut',
    });
  });

  it('has an invalid token after its execution was stopped', async () => {
    const { machine, token } = await startAsking();
    await using _ = machine;
    const arn = await machine.start(only(waiting()));
    const taskToken = await token();
    await machine.client.send(new StopExecutionCommand({ executionArn: arn }));
    await machine.stepFunctions.executionsIdle();
    await expect(
      machine.client.send(new SendTaskSuccessCommand({ taskToken, output: '1' })),
    ).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it.each([
    ['TaskDoesNotExist', { taskToken: 'unknown', output: '1' }],
    ['InvalidOutput', { taskToken: 'unknown', output: 'no json' }],
    ['InvalidOutput', { taskToken: 'unknown', output: `"${'x'.repeat(262_144)}"` }],
  ])('answers %s', async (name, input) => {
    await using machine = await startMachine();
    await expect(machine.client.send(new SendTaskSuccessCommand(input))).rejects.toMatchObject({ name });
  });
});
