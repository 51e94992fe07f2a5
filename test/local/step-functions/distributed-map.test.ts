import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Client } from '@aws-sdk/client-s3';
import {
  DescribeMapRunCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lawRuns } from '../../support/law-runs.ts';
import { only, startMachine, type TestMachine, type TestOptions, task } from './support/machine.ts';
import { startTestS3 } from './support/s3.ts';

const processor = (state: object) => ({
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'Each',
  States: { Each: { ...state, End: true } },
});
const map = (state: object, more: object = {}) => ({
  Type: 'Map',
  Label: 'Items',
  ItemProcessor: processor(state),
  ...more,
});

async function mapRunOf(machine: TestMachine, executionArn: string) {
  const { mapRuns = [] } = await machine.client.send(new ListMapRunsCommand({ executionArn }));
  const runs = mapRuns.map(({ mapRunArn }) => machine.client.send(new DescribeMapRunCommand({ mapRunArn })));
  return Promise.all(runs);
}

describe('a Distributed Map', () => {
  it('runs each item as an execution with its own ARN, input and history', async () => {
    await using machine = await startMachine({ functions: { double: ({ n }: { n: number }) => n * 2 } });
    const ItemSelector = { 'n.$': '$$.Map.Item.Value', 'at.$': '$$.Map.Item.Index', 'k.$': '$.k' };
    const arn = await machine.start(
      only(map(task('double'), { ItemsPath: '$.list', ItemSelector })),
      { k: 'v', list: [3, 4] },
      'parent',
    );
    expect((await machine.ended(arn)).output).toBe('[6,8]');
    const [run] = await mapRunOf(machine, arn);
    expect(run?.mapRunArn).toMatch(
      /^arn:aws:states:eu-central-1:000000000000:mapRun:machine-1\/Items:[0-9a-f-]{36}$/,
    );
    expect(run).toMatchObject({
      status: 'SUCCEEDED',
      executionCounts: { total: 2, succeeded: 2, running: 0, pending: 0 },
    });
    const { executions = [] } = await machine.client.send(
      new ListExecutionsCommand({ mapRunArn: run?.mapRunArn }),
    );
    const children = await Promise.all(
      executions.map(({ executionArn }) => machine.history(executionArn ?? '')),
    );
    expect(executions[0]?.executionArn).toMatch(
      /^arn:aws:states:eu-central-1:000000000000:execution:machine-1\/Items:[0-9a-f-]{36}$/,
    );
    expect(
      children
        .map(([first]) => JSON.parse(first?.executionStartedEventDetails?.input ?? ''))
        .sort((a, b) => a.at - b.at),
    ).toEqual([
      { n: 3, at: 0, k: 'v' },
      { n: 4, at: 1, k: 'v' },
    ]);
    const types = (await machine.history(arn)).map(({ type }) => type);
    expect(types).toEqual([
      'ExecutionStarted',
      'MapStateEntered',
      'MapRunStarted',
      'MapRunSucceeded',
      'MapStateExited',
      'ExecutionSucceeded',
    ]);
  });

  it('puts the invocations of its children into one group, and those of other executions into others', async () => {
    const lines = new Map<string, string>();
    await using machine = await startMachine({
      invokeLambda: async (_name, _payload, executionArn, line) => void lines.set(executionArn, line),
    });
    const definition = {
      StartAt: 'Before',
      States: {
        Before: { ...task('any'), ResultPath: null, Next: 'Items' },
        Items: { ...map(task('any'), { ItemsPath: '$.list' }), End: true },
      },
    };
    const arn = await machine.start(definition, { list: [1, 2] });
    expect((await machine.ended(arn)).status).toBe('SUCCEEDED');
    const [run] = await mapRunOf(machine, arn);
    expect(lines.get(arn)).toBe(arn);
    lines.delete(arn);
    expect([...lines.values()]).toEqual([run?.mapRunArn, run?.mapRunArn]);
  });

  it('returns results in item order, and reaches but does not exceed MaxConcurrency', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(5), { maxLength: 25 }),
        fc.integer({ min: 1, max: 8 }),
        async (turns, MaxConcurrency) => {
          let running = 0;
          let most = 0;
          const work = async ({ turn, i }: { turn: number; i: number }) => {
            running += 1;
            most = Math.max(most, running);
            await new Promise((resolve) => setTimeout(resolve, turn));
            running -= 1;
            return i;
          };
          await using machine = await startMachine({ functions: { work } });
          const items = turns.map((turn, i) => ({ turn, i }));
          const { output } = await machine.run(only(map(task('work'), { MaxConcurrency })), items);
          expect(JSON.parse(output ?? '')).toEqual(items.map(({ i }) => i));
          expect(most).toBeLessThanOrEqual(MaxConcurrency);
          if (items.length >= MaxConcurrency * 3) expect(most).toBe(MaxConcurrency);
        },
      ),
      lawRuns(10),
    );
  });

  it('fails if and only if more children fail than are tolerated', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
        fc.option(fc.nat(6), { nil: undefined }),
        fc.option(fc.nat(100), { nil: undefined }),
        async (fails, count, percentage) => {
          const check = (fail: boolean) => {
            if (fail) throw new Error('no');
            return 'yes';
          };
          await using machine = await startMachine({ functions: { check } });
          const tolerated = {
            ...(count !== undefined && { ToleratedFailureCount: count }),
            ...(percentage !== undefined && { ToleratedFailurePercentage: percentage }),
          };
          const { status, error, output } = await machine.run(only(map(task('check'), tolerated)), fails);
          const failed = fails.filter(Boolean).length;
          const none = count === undefined && percentage === undefined;
          const exceeded =
            (none && failed > 0) ||
            (count !== undefined && failed > count) ||
            (percentage !== undefined && failed / fails.length > percentage / 100);
          expect({ status, error }).toEqual(
            exceeded
              ? { status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' }
              : { status: 'SUCCEEDED', error: undefined },
          );
          if (exceeded) return;
          const results: unknown[] = JSON.parse(output ?? '');
          expect(results.map((result) => result !== 'yes')).toEqual(fails);
        },
      ),
      lawRuns(15),
    );
  });

  it('starts no child after the failure and aborts those that run', async () => {
    const started: number[] = [];
    const { promise: allStarted, resolve } = Promise.withResolvers<void>();
    const work = async (n: number) => {
      started.push(n);
      if (started.length === 3) resolve();
      await allStarted;
      if (n === 2) throw new Error('no');
      return new Promise(() => undefined);
    };
    await using machine = await startMachine({ functions: { work } });
    const arn = await machine.start(only(map(task('work'), { MaxConcurrency: 3 })), [0, 1, 2, 3, 4]);
    expect(await machine.ended(arn)).toMatchObject({
      status: 'FAILED',
      error: 'States.ExceedToleratedFailureThreshold',
    });
    const [run] = await mapRunOf(machine, arn);
    expect(started.sort()).toEqual([0, 1, 2]);
    expect(run).toMatchObject({ status: 'FAILED', executionCounts: { total: 5, failed: 1, aborted: 4 } });
    const listed = await machine.client.send(
      new ListExecutionsCommand({ mapRunArn: run?.mapRunArn, statusFilter: 'ABORTED' }),
    );
    expect(listed.executions).toHaveLength(2);
  });

  it('runs all items again in a new Map Run on Retry', async () => {
    const seen: number[] = [];
    const work = (n: number, call: number) => {
      seen.push(n);
      if (call === 2) throw new Error('once');
    };
    await using machine = await startMachine({ functions: { work } });
    const Retry = [{ ErrorEquals: ['States.ExceedToleratedFailureThreshold'] }];
    const arn = await machine.start(only(map(task('work'), { MaxConcurrency: 1, Retry })), [1, 2]);
    expect((await machine.ended(arn)).status).toBe('SUCCEEDED');
    expect(seen).toEqual([1, 2, 1, 2]);
    expect((await mapRunOf(machine, arn)).map(({ status }) => status).sort()).toEqual([
      'FAILED',
      'SUCCEEDED',
    ]);
  });

  it('ends its children when its execution is stopped', async () => {
    const { promise: entered, resolve } = Promise.withResolvers<void>();
    await using machine = await startMachine({
      functions: { never: () => new Promise(() => undefined) },
      onStateEntered: ({ stateName }) => stateName === 'Each' && resolve(),
    });
    const arn = await machine.start(only(map(task('never'))), [1, 2]);
    await entered;
    await machine.client.send(
      new StopExecutionCommand({ executionArn: arn, error: 'Halt', cause: 'by hand' }),
    );
    expect(await machine.ended(arn)).toMatchObject({ status: 'ABORTED', error: 'Halt', cause: 'by hand' });
    await machine.stepFunctions.executionsIdle();
    const [run] = await mapRunOf(machine, arn);
    expect(run).toMatchObject({ status: 'ABORTED', executionCounts: { aborted: 2, running: 0 } });
    expect((await machine.history(arn)).map(({ type }) => type).slice(-2)).toEqual([
      'MapRunAborted',
      'ExecutionAborted',
    ]);
  });

  it('counts a child that was stopped by hand as a failure', async () => {
    await using machine = await startMachine({
      functions: { never: () => new Promise(() => undefined) },
      onStateEntered: async ({ executionArn, stateName }) => {
        if (stateName === 'Each') await machine.client.send(new StopExecutionCommand({ executionArn }));
      },
    });
    const { error } = await machine.run(only(map(task('never'))), [1]);
    expect(error).toBe('States.ExceedToleratedFailureThreshold');
  });

  it('refuses a result longer than 256 KiB', async () => {
    await using machine = await startMachine({ functions: { long: () => 'x'.repeat(100_000) } });
    expect((await machine.run(only(map(task('long'))), [1, 2, 3])).error).toBe('States.DataLimitExceeded');
  });
});

describe('a Distributed Map over S3', () => {
  const reader = (InputType: string, more: object = {}) => ({
    ItemReader: {
      Resource: 'arn:aws:states:::s3:getObject',
      Parameters: { 'Bucket.$': '$.bucket', 'Key.$': '$.key' },
      ReaderConfig: { InputType, ...more },
    },
  });
  const runOver = async (content: string, fields: object, options: TestOptions = {}) => {
    await using s3 = await startTestS3();
    await using machine = await startMachine({
      functions: { echo: (item) => item },
      s3: s3.client,
      ...options,
    });
    await s3.put('items', content);
    const { output, error } = await machine.run(only(map(task('echo'), fields)), {
      bucket: 'bucket',
      key: 'items',
    });
    return output === undefined ? error : JSON.parse(output);
  };

  it.each<[string, string, object, unknown]>([
    ['reads JSON Lines', '{"a":1}\n[2]\r\n\n"three"', reader('JSONL'), [{ a: 1 }, [2], 'three']],
    ['reads a JSON array', '[{"a":1}, 2]', reader('JSON'), [{ a: 1 }, 2]],
    ['reads at most MaxItems lines', '1\n2\n3\n', reader('JSONL', { MaxItems: 2 }), [1, 2]],
    ['reads at most MaxItems elements', '[1,2,3]', reader('JSON', { MaxItems: 1 }), [1]],
    ['succeeds over an empty object', '', reader('JSONL'), []],
    ['fails on a line that is not JSON', '1\nno\n', reader('JSONL'), 'States.ItemReaderFailed'],
    ['fails on JSON that is not an array', '{}', reader('JSON'), 'States.ItemReaderFailed'],
  ])('%s', async (_, content, fields, outcome) => {
    expect(await runOver(content, fields)).toEqual(outcome);
  });

  it('fails with States.ItemReaderFailed, which can be caught, if the object does not exist', async () => {
    await using s3 = await startTestS3();
    await using machine = await startMachine({ s3: s3.client });
    const Map_ = {
      ...map({ Type: 'Pass' }, reader('JSONL')),
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
      End: true,
    };
    const States = { Map: Map_, Caught: { Type: 'Pass', OutputPath: '$.Error', End: true } };
    const { output } = await machine.run({ StartAt: 'Map', States }, { bucket: 'bucket', key: 'none' });
    expect(output).toBe('"States.ItemReaderFailed"');
  });

  it('writes results in the layout of AWS', async () => {
    await using s3 = await startTestS3();
    const odd = (n: number) => {
      if (n % 2 === 0) throw Object.assign(new Error('even'), { name: 'Even' });
      return { n };
    };
    await using machine = await startMachine({ functions: { odd }, s3: s3.client });
    const ResultWriter = {
      Resource: 'arn:aws:states:::s3:putObject',
      Parameters: { Bucket: 'bucket', Prefix: 'out' },
    };
    const { output } = await machine.run(
      only(map(task('odd'), { ResultWriter, ToleratedFailureCount: 9 })),
      [1, 2, 3],
    );
    const { MapRunArn, ResultWriterDetails } = JSON.parse(output ?? '');
    const folder = `out/${MapRunArn.split(':').at(-1)}`;
    expect(ResultWriterDetails).toEqual({ Bucket: 'bucket', Key: `${folder}/manifest.json` });
    expect(await s3.getJson(ResultWriterDetails.Key)).toEqual({
      DestinationBucket: 'bucket',
      MapRunArn,
      ResultFiles: {
        FAILED: [{ Key: `${folder}/FAILED_0.json`, Size: expect.any(Number) }],
        PENDING: [],
        SUCCEEDED: [{ Key: `${folder}/SUCCEEDED_0.json`, Size: expect.any(Number) }],
      },
    });
    expect(await s3.getJson(`${folder}/SUCCEEDED_0.json`)).toMatchObject([
      { Input: '1', Output: '{"n":1}', Status: 'SUCCEEDED' },
      { Input: '3', Output: '{"n":3}', Status: 'SUCCEEDED' },
    ]);
    expect(await s3.getJson(`${folder}/FAILED_0.json`)).toMatchObject([
      { Input: '2', Error: 'Even', Status: 'FAILED' },
    ]);
  });
});

describe('an interrupted object of items', () => {
  it('fails the reader, and is not read as a shorter list', async () => {
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-length': '100', etag: '"e"' });
      response.write('1\n2\n', () => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const s3 = new S3Client({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
      maxAttempts: 1,
    });
    await using machine = await startMachine({ s3 });
    const ItemReader = {
      Resource: 'arn:aws:states:::s3:getObject',
      Parameters: { Bucket: 'b', Key: 'k' },
      ReaderConfig: { InputType: 'JSONL' },
    };
    const { error } = await machine.run(only(map({ Type: 'Pass' }, { ItemReader })));
    server.close();
    expect(error).toBe('States.ItemReaderFailed');
  });
});
