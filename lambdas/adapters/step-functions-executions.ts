import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type ExecutionStatus, ExecutionStatusSchema } from '../contracts/execution-status-event.ts';
import { stepFunctionsClient } from './step-functions-client.ts';

/** The state of an execution; `error` and `cause` are those of a failed one, or those given when it was stopped. */
export interface ExecutionState {
  readonly status: ExecutionStatus;
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

export interface Executions {
  /** Undefined when there is no such execution, or it ended 90 days ago. Eventually consistent. */
  describe(executionArn: string): Promise<ExecutionState | undefined>;
  /** False: the name was used before, by an execution that runs or has run. */
  start(stateMachineArn: string, name: string, input: object): Promise<boolean>;
  /** False: there is no such execution. Without effect on one that has ended. */
  stop(executionArn: string, why: { readonly error: string; readonly cause: string }): Promise<boolean>;
}

export function createStepFunctionsExecutions(client = stepFunctionsClient()): Executions {
  return {
    describe: async (executionArn) => {
      const answer = await unless(
        ExecutionDoesNotExist,
        client.send(new DescribeExecutionCommand({ executionArn })),
      );
      if (answer === undefined) return undefined;
      // PENDING_REDRIVE: the execution has failed and can be redriven.
      const status = ExecutionStatusSchema.catch('FAILED').parse(answer.status);
      return { status, error: answer.error, cause: answer.cause };
    },
    start: async (stateMachineArn, name, input) => {
      const command = new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) });
      return (await unless(ExecutionAlreadyExists, client.send(command))) !== undefined;
    },
    stop: async (executionArn, why) =>
      (await unless(
        ExecutionDoesNotExist,
        client.send(new StopExecutionCommand({ executionArn, ...why })),
      )) !== undefined,
  };
}

async function unless<T>(
  refusal: new (...args: never[]) => Error,
  answer: Promise<T>,
): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof refusal) return undefined;
    throw error;
  }
}
