import { LambdaError } from '../lambda/lambda-error.ts';
import type { AsyncInvokePlan, FunctionPlan } from '../template/planned.ts';
import { type DeadLetters, droppedQueue } from './dead-letters.ts';
import type { Timers } from './timers.ts';

/** Lambda waits 1 minute before the second attempt of an asynchronous invocation and 2 minutes before the third. */
const retryDelaysMs = [60_000, 120_000];

/** Lambda's default number of retries for asynchronous invocations. */
const defaultRetries = 2;

export interface AsyncInvokeOptions {
  readonly functions: readonly FunctionPlan[];
  readonly asyncInvokes: readonly AsyncInvokePlan[];
  readonly invoke: (functionArn: string, payload: unknown) => Promise<unknown>;
  readonly deadLetters: DeadLetters;
  readonly timers: Timers;
  readonly timeScale: number;
  readonly now: () => Date;
}

/**
 * Invokes a function as Lambda's queue of asynchronous invocations does: it retries after an error, and after the last
 * attempt sends the event to the function's failure destination or dead-letter queue.
 * @returns true when the invocation succeeded or its event was sent there; false when the cloud closed before
 */
export type AsyncInvoke = (functionArn: string, payload: unknown, rule: string) => Promise<boolean>;

export function createAsyncInvoke(options: AsyncInvokeOptions): AsyncInvoke {
  return (functionArn, payload, rule) => {
    const plan = options.functions.find(({ arn }) => arn === functionArn);
    const config = options.asyncInvokes.find(({ functionName }) =>
      [plan?.name, functionArn].includes(functionName),
    );
    return invokeWithRetries(options, { functionArn, plan, config, payload, rule });
  };
}

interface AsyncInvocation {
  readonly functionArn: string;
  readonly plan: FunctionPlan | undefined;
  readonly config: AsyncInvokePlan | undefined;
  readonly payload: unknown;
  readonly rule: string;
}

async function invokeWithRetries(options: AsyncInvokeOptions, invocation: AsyncInvocation): Promise<boolean> {
  const { invoke, timers, timeScale } = options;
  const attempts = 1 + (invocation.config?.maximumRetryAttempts ?? defaultRetries);
  for (let attempt = 1; !timers.closed(); attempt += 1) {
    try {
      await invoke(invocation.functionArn, invocation.payload);
      return true;
    } catch (error) {
      // Closing kills functions. That is not a failure of the event, which is delivered again at the next start.
      if (timers.closed()) return false;
      if (attempt >= attempts) {
        await deadLetter(options, { ...invocation, attempts, error });
        return true;
      }
      await timers.sleep((retryDelaysMs[attempt - 1] ?? retryDelaysMs[1] ?? 0) * timeScale);
    }
  }
  return false;
}

interface FailedInvocation extends AsyncInvocation {
  readonly attempts: number;
  readonly error: unknown;
}

/** Sends the event to the failure destination and the dead-letter queue of the function, or stores it as dropped. */
async function deadLetter({ deadLetters, now }: AsyncInvokeOptions, failed: FailedInvocation): Promise<void> {
  const { name, message } = failed.error instanceof Error ? failed.error : new Error(String(failed.error));
  const attributes = {
    ErrorCode: '200',
    ErrorType: name,
    ErrorMessage: message.slice(0, 1024),
    Rule: failed.rule,
  };
  const trace = failed.error instanceof LambdaError ? failed.error.trace : undefined;
  const destination = failed.config?.onFailureArn;
  if (destination !== undefined) {
    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    const body = {
      version: '1.0',
      timestamp: now().toISOString(),
      requestContext: {
        functionArn: `${failed.functionArn}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: failed.attempts,
      },
      requestPayload: failed.payload,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: name, errorMessage: message, trace },
    };
    await deadLetters.put(destination, { body, attributes: {} });
  }
  const queue = failed.plan?.deadLetterArn;
  if (queue !== undefined) await deadLetters.put(queue, { body: failed.payload, attributes });
  if (queue === undefined && destination === undefined) {
    await deadLetters.put(droppedQueue, { body: failed.payload, attributes });
  }
}
