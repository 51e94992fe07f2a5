import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { only, startMachine, task } from './support/machine.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'step-functions-restart-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const never = () => new Promise(() => undefined);
const map = {
  Type: 'Map',
  Label: 'Items',
  ItemProcessor: {
    ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
    StartAt: 'Each',
    States: { Each: { ...task('never'), End: true } },
  },
};

describe('after a restart', () => {
  it('an execution that has ended is described and listed as before, and not announced again', async () => {
    const before = await startMachine({ directory });
    const arn = await before.start(only({ Type: 'Pass', Result: 1 }), { a: 1 }, 'one');
    const described = await before.ended(arn);
    const history = await before.history(arn);
    await before.stepFunctions.executionsIdle();
    await before[Symbol.asyncDispose]();

    await using after = await startMachine({ directory });
    const { arn: stateMachineArn } = after.stepFunctions.createStateMachine({
      name: 'machine-1',
      definition: only({ Type: 'Succeed' }),
    });
    const { $metadata: _, ...again } = await after.client.send(
      new DescribeExecutionCommand({ executionArn: arn }),
    );
    expect(described).toMatchObject(again);
    expect(await after.history(arn)).toEqual(history);
    expect((await after.client.send(new ListExecutionsCommand({ stateMachineArn }))).executions).toHaveLength(
      1,
    );
    expect(after.changes).toEqual([]);
    const taken = after.client.send(
      new StartExecutionCommand({ stateMachineArn, name: 'one', input: '{"a":1}' }),
    );
    await expect(taken).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it('an execution that was running is ABORTED with its children, and this is announced', async () => {
    const { promise: entered, resolve } = Promise.withResolvers<void>();
    const onStateEntered = ({ stateName }: { stateName: string }) => stateName === 'Each' && resolve();
    const before = await startMachine({ directory, functions: { never }, onStateEntered });
    const executionArn = await before.start(only(map), [1, 2]);
    await entered;
    await before[Symbol.asyncDispose]();

    await using after = await startMachine({ directory });
    expect(after.changes).toMatchObject([{ executionArn, status: 'ABORTED', stopDate: expect.any(Number) }]);
    expect(after.changes[0]?.cause).toContain('process');
    const { events } = await after.client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events?.at(-1)?.type).toBe('ExecutionAborted');
    const { mapRuns } = await after.client.send(new ListMapRunsCommand({ executionArn }));
    const mapRunArn = mapRuns?.[0]?.mapRunArn;
    const run = await after.client.send(new DescribeMapRunCommand({ mapRunArn }));
    expect(run).toMatchObject({ status: 'ABORTED', executionCounts: { running: 0 } });
    const { executions } = await after.client.send(new ListExecutionsCommand({ mapRunArn }));
    expect(executions?.map(({ status }) => status)).not.toContain('RUNNING');
    expect(await readdir(join(directory, 'open'))).toEqual([]);
    await after[Symbol.asyncDispose]();

    await using third = await startMachine({ directory });
    expect(third.changes).toEqual([]);
  });

  it('an execution of a process that was killed is ABORTED', async () => {
    const script = join(import.meta.dirname, 'support', 'die-running.ts');
    const dead = spawn(process.execPath, [script, directory], { stdio: 'ignore' });
    expect(await once(dead, 'exit')).toEqual([null, 'SIGKILL']);
    await using after = await startMachine({ directory });
    expect(after.changes).toMatchObject([{ name: 'killed', status: 'ABORTED' }]);
    const executionArn = after.changes[0]?.executionArn;
    const { status, cause } = await after.client.send(new DescribeExecutionCommand({ executionArn }));
    expect({ status, cause }).toMatchObject({ status: 'ABORTED', cause: after.changes[0]?.cause });
  });

  it('an end that was not announced is announced', async () => {
    const before = await startMachine({
      directory,
      onStatusChange: ({ status }) => (status === 'SUCCEEDED' ? never() : undefined),
    });
    const { promise: succeeded, resolve } = Promise.withResolvers<void>();
    const push = before.changes.push.bind(before.changes);
    before.changes.push = (change) => {
      if (change.status === 'SUCCEEDED') resolve();
      return push(change);
    };
    const executionArn = await before.start(only({ Type: 'Succeed' }));
    await succeeded;
    await before[Symbol.asyncDispose]();

    await using after = await startMachine({ directory });
    expect(after.changes).toMatchObject([{ executionArn, status: 'SUCCEEDED' }]);
  });
});
