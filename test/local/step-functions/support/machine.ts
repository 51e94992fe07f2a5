import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { S3Client } from '@aws-sdk/client-s3';
import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  GetExecutionHistoryCommand,
  type HistoryEvent,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import {
  type ExecutionStatusChange,
  type StepFunctions,
  type StepFunctionsOptions,
  startStepFunctions,
} from '../../../../local/step-functions/start-step-functions.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Step Functions on its own directory with a real SDK client. Lambda functions are plain functions. */
export interface TestMachine extends AsyncDisposable {
  readonly client: SFNClient;
  readonly stepFunctions: StepFunctions;
  readonly changes: ExecutionStatusChange[];
  readonly directory: string;
  /** Creates a state machine and runs it to its end. */
  run(definition: object, input?: unknown): Promise<DescribeExecutionOutput>;
  start(definition: object, input?: unknown, name?: string): Promise<string>;
  /** The execution once it has ended. */
  ended(arn: string): Promise<DescribeExecutionOutput>;
  history(arn: string): Promise<HistoryEvent[]>;
}

type Functions = Record<string, (payload: never, call: number) => unknown>;

export interface TestOptions extends Partial<StepFunctionsOptions> {
  readonly functions?: Functions;
}

export async function startMachine({ functions = {}, ...options }: TestOptions = {}): Promise<TestMachine> {
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'step-functions-')));
  const changes: ExecutionStatusChange[] = [];
  const waiting = new Map<string, () => void>();
  const calls = new Map<string, number>();
  let machines = 0;
  const stepFunctions = await startStepFunctions({
    directory,
    region: 'eu-central-1',
    accountId: '000000000000',
    s3: new S3Client({ region: 'eu-central-1', endpoint: 'http://127.0.0.1:1', credentials, maxAttempts: 1 }),
    timeScale: 0,
    invokeLambda: async (functionName, payload) => {
      const name = functionName.split(':').at(-1) ?? '';
      const call = (calls.get(name) ?? 0) + 1;
      calls.set(name, call);
      const found = functions[name];
      if (found === undefined)
        throw Object.assign(new Error(`no function ${name}`), { name: 'NoSuchFunction' });
      return found(payload as never, call);
    },
    ...options,
    onStatusChange: async (change) => {
      changes.push(change);
      await options.onStatusChange?.(change);
      if (change.status !== 'RUNNING') waiting.get(change.executionArn)?.();
    },
  });
  const client = new SFNClient({
    region: 'eu-central-1',
    endpoint: stepFunctions.endpoint,
    credentials,
    maxAttempts: 1,
  });
  const machine: TestMachine = {
    client,
    stepFunctions,
    changes,
    directory,
    run: async (definition, input) => machine.ended(await machine.start(definition, input)),
    start: async (definition, input = {}, name) => {
      machines += 1;
      const { arn } = stepFunctions.createStateMachine({ name: `machine-${machines}`, definition });
      const request = { stateMachineArn: arn, input: JSON.stringify(input), ...(name && { name }) };
      const { executionArn } = await client.send(new StartExecutionCommand(request));
      return executionArn ?? '';
    },
    ended: async (executionArn) => {
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.set(executionArn, resolve);
      const known = changes.some(
        (change) => change.executionArn === executionArn && change.status !== 'RUNNING',
      );
      if (!known) await promise;
      return client.send(new DescribeExecutionCommand({ executionArn }));
    },
    history: async (executionArn) => {
      const { events = [] } = await client.send(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000 }),
      );
      return events;
    },
    [Symbol.asyncDispose]: async () => {
      client.destroy();
      await stepFunctions.close();
      if (options.directory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
  return machine;
}

/** A definition of one state that ends. */
export function only(state: Record<string, unknown>): object {
  const ends = ['Choice', 'Succeed', 'Fail'].includes(String(state.Type));
  return { StartAt: 'Only', States: { Only: ends ? state : { ...state, End: true } } };
}

/** A Task that invokes a function by its bare ARN. */
export function task(functionName: string, more: object = {}): Record<string, unknown> {
  const Resource = `arn:aws:lambda:eu-central-1:000000000000:function:${functionName}`;
  return { Type: 'Task', Resource, ...more };
}
