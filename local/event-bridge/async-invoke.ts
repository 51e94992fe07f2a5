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
  const planOf = (arn: string): FunctionPlan | undefined =>
    options.functions.find((plan) => plan.arn === arn);
  return async (functionArn, payload, rule) => {
    const plan = planOf(functionArn);
    const config = options.asyncInvokes.find(({ functionName }) =>
      [plan?.name, functionArn].includes(functionName),
    );
    const attempts = 1 + (config?.maximumRetryAttempts ?? defaultRetries);
    for (let attempt = 1; ; attempt += 1) {
      if (options.timers.closed()) return false;
      try {
        await options.invoke(functionArn, payload);
        return true;
      } catch (error) {
        if (options.timers.closed()) return false;
        if (attempt >= attempts) {
          await giveUp(options, { functionArn, plan, config, payload, rule, attempts, error });
          return true;
        }
        const delayMs = (retryDelaysMs[attempt - 1] ?? retryDelaysMs[1] ?? 0) * options.timeScale;
        if (!(await options.timers.sleep(delayMs))) return false;
      }
    }
  };
}

interface GivenUp {
  readonly functionArn: string;
  readonly plan: FunctionPlan | undefined;
  readonly config: AsyncInvokePlan | undefined;
  readonly payload: unknown;
  readonly rule: string;
  readonly attempts: number;
  readonly error: unknown;
}

async function giveUp({ deadLetters, now }: AsyncInvokeOptions, given: GivenUp): Promise<void> {
  const { name, message } = given.error instanceof Error ? given.error : new Error(String(given.error));
  const attributes = {
    ErrorCode: '200',
    ErrorType: name,
    ErrorMessage: message.slice(0, 1024),
    Rule: given.rule,
  };
  const trace = given.error instanceof LambdaError ? given.error.trace : undefined;
  const destination = given.config?.onFailureArn;
  if (destination !== undefined) {
    // https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
    const body = {
      version: '1.0',
      timestamp: now().toISOString(),
      requestContext: {
        functionArn: `${given.functionArn}:$LATEST`,
        condition: 'RetriesExhausted',
        approximateInvokeCount: given.attempts,
      },
      requestPayload: given.payload,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType: name, errorMessage: message, trace },
    };
    await deadLetters.put(destination, { body, attributes: {} });
  }
  const queue = given.plan?.deadLetterArn;
  if (queue !== undefined) await deadLetters.put(queue, { body: given.payload, attributes });
  if (queue === undefined && destination === undefined) {
    await deadLetters.put(droppedQueue, { body: given.payload, attributes });
  }
}
