import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  DescribeStateMachineCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  ListStateMachinesCommand,
  paginateListExecutions,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { only, startMachine, task } from './support/machine.ts';

const never = () => new Promise(() => undefined);
const prefix = 'arn:aws:states:eu-central-1:000000000000';

describe('StartExecution', () => {
  it('returns the same execution for the same name and input while it runs', async () => {
    await using machine = await startMachine({ functions: { never } });
    const { arn: stateMachineArn } = machine.stepFunctions.createStateMachine({
      name: 'm',
      definition: only(task('never')),
    });
    const start = (input: string) =>
      machine.client.send(new StartExecutionCommand({ stateMachineArn, name: 'one', input }));
    const [first, second] = await Promise.all([start('{"a":1,"b":2}'), start('{ "b": 2, "a": 1 }')]);
    expect(second).toMatchObject({ executionArn: first.executionArn, startDate: first.startDate });
    expect(machine.changes.filter(({ status }) => status === 'RUNNING')).toHaveLength(1);
    await expect(start('{}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it('refuses the name of an execution that has ended', async () => {
    await using machine = await startMachine();
    const arn = await machine.start(only({ Type: 'Succeed' }), { a: 1 }, 'one');
    const { stateMachineArn } = await machine.ended(arn);
    const again = machine.client.send(
      new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{"a":1}' }),
    );
    await expect(again).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it.each<[string, object]>([
    ['InvalidName', { name: 'a b' }],
    ['InvalidName', { name: 'a/b' }],
    ['InvalidName', { name: 'x'.repeat(81) }],
    ['InvalidExecutionInput', { input: 'no json' }],
    ['InvalidExecutionInput', { input: `"${'x'.repeat(262_144)}"` }],
    ['StateMachineDoesNotExist', { stateMachineArn: `${prefix}:stateMachine:none` }],
    ['InvalidArn', { stateMachineArn: 'none' }],
    ['InvalidArn', { stateMachineArn: `${prefix}:execution:m:n` }],
    ['ValidationException', { stateMachineArn: '' }],
  ])('answers %s to %j', async (name, request) => {
    await using machine = await startMachine();
    const { arn } = machine.stepFunctions.createStateMachine({
      name: 'm',
      definition: only({ Type: 'Succeed' }),
    });
    const answer = machine.client.send(new StartExecutionCommand({ stateMachineArn: arn, ...request }));
    await expect(answer).rejects.toMatchObject({ name });
  });
});

describe('StopExecution', () => {
  it('prevents further states, at any point of the execution', async () => {
    const States = {
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Wait', Seconds: 1, Next: 'C' },
      C: { Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'E' }], Default: 'D' },
      D: {
        ...task('fine', {
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'E' }],
          Retry: [{ ErrorEquals: ['States.ALL'] }],
        }),
        Next: 'E',
      },
      E: { Type: 'Succeed' },
    };
    for (const stopAt of Object.keys(States)) {
      const entered: string[] = [];
      const invoked: string[] = [];
      await using machine = await startMachine({
        functions: { fine: () => invoked.push('fine') },
        onStateEntered: async ({ executionArn, stateName }) => {
          entered.push(stateName);
          if (stateName === stopAt) await machine.client.send(new StopExecutionCommand({ executionArn }));
        },
      });
      const arn = await machine.start({ StartAt: 'A', States });
      expect((await machine.ended(arn)).status).toBe('ABORTED');
      await machine.stepFunctions.executionsIdle();
      expect(entered.at(-1)).toBe(stopAt);
      expect(invoked).toEqual(stopAt === 'E' ? ['fine'] : []);
      expect((await machine.history(arn)).at(-1)?.type).toBe('ExecutionAborted');
      expect(machine.changes.map(({ status }) => status)).toEqual(['RUNNING', 'ABORTED']);
    }
  });

  it('returns the same answer again and changes nothing after the execution has ended', async () => {
    await using machine = await startMachine();
    const arn = await machine.start(only({ Type: 'Succeed' }));
    const { stopDate } = await machine.ended(arn);
    const stopped = await machine.client.send(new StopExecutionCommand({ executionArn: arn }));
    expect(stopped.stopDate).toEqual(stopDate);
    expect((await machine.client.send(new DescribeExecutionCommand({ executionArn: arn }))).status).toBe(
      'SUCCEEDED',
    );
  });
});

describe('the lists', () => {
  it('are paged, newest first, and filtered by status', async () => {
    let clock = Date.parse('2026-01-01T00:00:00Z');
    await using machine = await startMachine({
      now: () => {
        clock += 1_000;
        return new Date(clock);
      },
      functions: { check: (ok: boolean) => ok || Promise.reject(new Error('no')) },
    });
    const { arn: stateMachineArn } = machine.stepFunctions.createStateMachine({
      name: 'm',
      definition: only(task('check')),
    });
    for (const [name, input] of Object.entries({ a: 'true', b: 'false', c: 'true', d: 'false', e: 'true' })) {
      const { executionArn = '' } = await machine.client.send(
        new StartExecutionCommand({ stateMachineArn, name, input }),
      );
      await machine.ended(executionArn);
    }
    const pages: string[][] = [];
    for await (const { executions = [] } of paginateListExecutions(
      { client: machine.client, pageSize: 2 },
      { stateMachineArn },
    )) {
      pages.push(executions.map(({ name = '' }) => name));
    }
    expect(pages).toEqual([['e', 'd'], ['c', 'b'], ['a']]);
    const failed = await machine.client.send(
      new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }),
    );
    expect(failed.executions?.map(({ name }) => name)).toEqual(['d', 'b']);
    const wrong = machine.client.send(new ListExecutionsCommand({ stateMachineArn, nextToken: 'bm9uZQ==' }));
    await expect(wrong).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  it('describe state machines', async () => {
    await using machine = await startMachine();
    const definition = only({ Type: 'Succeed' });
    const { arn } = machine.stepFunctions.createStateMachine({ name: 'm', definition });
    const { stateMachines } = await machine.client.send(new ListStateMachinesCommand({}));
    expect(stateMachines).toMatchObject([{ stateMachineArn: arn, name: 'm', type: 'STANDARD' }]);
    const described = await machine.client.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
    expect(JSON.parse(described.definition ?? '')).toEqual(definition);
  });
});

describe('GetExecutionHistory', () => {
  it('contains states, functions and their errors, and each event names the previous one', async () => {
    const flaky = (_: unknown, call: number) => {
      if (call === 1) throw Object.assign(new Error('once'), { name: 'Once' });
      return 'secret';
    };
    await using machine = await startMachine({ functions: { flaky } });
    const arn = await machine.start(only(task('flaky', { Retry: [{ ErrorEquals: ['Once'] }] })), {
      secret: 1,
    });
    await machine.ended(arn);
    const events = await machine.history(arn);
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionFailed',
      'LambdaFunctionScheduled',
      'LambdaFunctionStarted',
      'LambdaFunctionSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events.map(({ id, previousEventId }) => [id, previousEventId])).toEqual(
      events.map((_, i) => [i + 1, i]),
    );
    expect(events[4]?.lambdaFunctionFailedEventDetails?.error).toBe('Once');
    expect(events[1]?.stateEnteredEventDetails).toMatchObject({ name: 'Only', input: '{"secret":1}' });
  });

  it('omits payloads and reverses the order on request', async () => {
    await using machine = await startMachine({ functions: { echo: (payload) => payload } });
    const arn = await machine.start(only(task('echo')), { secret: 1 });
    await machine.ended(arn);
    const request = { executionArn: arn, includeExecutionData: false, reverseOrder: true, maxResults: 3 };
    const { events = [], nextToken } = await machine.client.send(new GetExecutionHistoryCommand(request));
    expect(events.map(({ type }) => type)).toEqual([
      'ExecutionSucceeded',
      'TaskStateExited',
      'LambdaFunctionSucceeded',
    ]);
    expect(JSON.stringify(events)).not.toContain('secret');
    const rest = await machine.client.send(new GetExecutionHistoryCommand({ ...request, nextToken }));
    expect(rest.events?.[0]?.type).toBe('LambdaFunctionStarted');
  });

  it('is limited to 25,000 events, and the execution then fails', async () => {
    await using machine = await startMachine();
    const States = { A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } };
    const { status, error, cause } = await machine.run({ StartAt: 'A', States }, {});
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.Runtime' });
    expect(cause).toContain('25000');
  });
});

describe('an unknown resource', () => {
  it.each([
    ['ExecutionDoesNotExist', new DescribeExecutionCommand({ executionArn: `${prefix}:execution:m:none` })],
    ['ExecutionDoesNotExist', new DescribeExecutionCommand({ executionArn: `${prefix}:execution:m/l:none` })],
    ['InvalidArn', new DescribeExecutionCommand({ executionArn: `${prefix}:execution:m:../x` })],
    ['ExecutionDoesNotExist', new ListMapRunsCommand({ executionArn: `${prefix}:execution:m:none` })],
    ['ResourceNotFound', new DescribeMapRunCommand({ mapRunArn: `${prefix}:mapRun:m/l:none` })],
    [
      'StateMachineDoesNotExist',
      new DescribeStateMachineCommand({ stateMachineArn: `${prefix}:stateMachine:none` }),
    ],
  ])('is %s', async (name, command) => {
    await using machine = await startMachine();
    await expect(machine.client.send(command as DescribeExecutionCommand)).rejects.toMatchObject({ name });
  });

  it('is an UnknownOperationException for an operation', async () => {
    await using machine = await startMachine();
    const request = {
      method: 'POST',
      headers: { 'x-amz-target': 'AWSStepFunctions.TestState' },
      body: '{}',
    };
    const response = await fetch(machine.stepFunctions.endpoint, request);
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { __type: 'UnknownOperationException' },
    ]);
  });
});
