import type { S3Client } from '@aws-sdk/client-s3';
import { serveApi } from './api/http-server.ts';
import { createMapRuns } from './distributed-map/map-runs.ts';
import { runDistributedMap } from './distributed-map/run-distributed-map.ts';
import { arnsOf } from './executions/arn.ts';
import type { ExecutionStatusChange } from './executions/execution-record.ts';
import { openExecutionStore } from './executions/execution-store.ts';
import { createExecutions } from './executions/executions.ts';
import { recoverExecutions } from './executions/recover-executions.ts';
import type { InterpreterServices, StateEntered } from './interpreter/flow.ts';
import { createTaskTokens } from './interpreter/task-tokens.ts';
import { createStateMachines } from './state-machines.ts';

export type { ExecutionStatusChange } from './executions/execution-record.ts';
export type { StateEntered } from './interpreter/flow.ts';

export interface StepFunctionsOptions {
  /** Contains the executions. Only one process at a time may use it. */
  readonly directory: string;
  readonly region: string;
  readonly accountId: string;
  /** For ItemReader and ResultWriter. */
  readonly s3: S3Client;
  /** `functionName`: name or ARN. Rejects with an error of Lambda: {name: errorType, errorMessage, trace}. */
  readonly invokeLambda: (
    functionName: string,
    payload: unknown,
    executionArn: string,
    group: string,
  ) => Promise<unknown>;
  /** Called with every status change of an execution (not of children), in order and at least once: after a restart it may be repeated. */
  readonly onStatusChange: (change: ExecutionStatusChange) => unknown;
  /** Called, and awaited, after a state was entered (also in children) and before it does its work. */
  readonly onStateEntered?: (entered: StateEntered) => unknown;
  /** Where to listen on 127.0.0.1; 0, the default, is any free port. */
  readonly port?: number;
  /** Multiplies the delays of Wait states and Retry (default 1; 0 removes them). Timeouts are not scaled. */
  readonly timeScale?: number;
  readonly now?: () => Date;
  /** Serves the stored executions, and does not abort those that were interrupted. */
  readonly isReadOnly?: boolean;
  /** From 0 up to 1, for JitterStrategy FULL. */
  readonly random?: () => number;
}

export interface StepFunctions {
  /** For the SDK's `endpoint`. */
  readonly endpoint: string;
  /** @throws InvalidDefinition with every invalid or unsupported state and field */
  createStateMachine(machine: { readonly name: string; readonly definition: unknown }): {
    readonly arn: string;
  };
  /**
   * Names of the executions that were running when the previous process ended. This start has aborted them. Those that
   * only waited for an answer to a token are not among them: they continue when their state machine is created.
   */
  readonly interrupted: readonly string[];
  /** Resolves when no execution runs, except those that only wait for an answer to a token. */
  executionsIdle(): Promise<void>;
  /** Stops serving. Running executions remain RUNNING on disk. The next start aborts them, or continues those that wait. */
  close(): Promise<void>;
}

/** Starts Step Functions on this machine. */
export async function startStepFunctions(options: StepFunctionsOptions): Promise<StepFunctions> {
  const { now = () => new Date(), random = Math.random, timeScale = 1 } = options;
  const arns = arnsOf(options);
  const store = openExecutionStore(options.directory);
  const tokens = createTaskTokens();
  const mapRuns = createMapRuns(store);
  const services: InterpreterServices = {
    region: options.region,
    now,
    random,
    timeScale,
    tokens,
    invokeLambda: options.invokeLambda,
    onStateEntered: options.onStateEntered ?? (() => undefined),
    runDistributedMap: (job, flow) =>
      runDistributedMap(job, flow, { arns, s3: options.s3, executions, mapRuns }),
  };
  const executions = createExecutions({ store, services, onStatusChange: options.onStatusChange });
  const recovered = options.isReadOnly
    ? { ended: [], waiting: [] }
    : await recoverExecutions(store, now, options.onStatusChange);
  const stateMachines = createStateMachines(arns, now);
  const { server, endpoint } = await serveApi(
    { arns, store, executions, mapRuns, stateMachines, tokens },
    options.port ?? 0,
  );
  return {
    endpoint,
    interrupted: recovered.ended,
    createStateMachine: ({ name, definition }) => {
      const machine = stateMachines.create(name, definition);
      for (const { record, resumed } of recovered.waiting)
        if (record.stateMachineArn === machine.arn) executions.resume(record, resumed, machine);
      return { arn: machine.arn };
    },
    executionsIdle: () => executions.idle(),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
      await executions.abandon();
    },
  };
}
