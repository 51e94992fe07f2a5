import type { Context } from 'aws-lambda';
import type { z } from 'zod';
import { RollcallError } from './errors.ts';
import { createLogger, type TaskLogger } from './logger.ts';
import { publicError } from './public-error.ts';

export interface TaskRuntime {
  readonly logger: TaskLogger;
  /** Lambda's id of this invocation, another for each attempt. */
  readonly invocationId: string;
  /** Milliseconds until Lambda ends this invocation. */
  readonly remainingMs: () => number;
}

export interface TaskDefinition<I extends z.ZodType, O> {
  /** The task's folder name; the log service. */
  readonly service: string;
  readonly input: I;
  readonly run: (input: z.output<I>, runtime: TaskRuntime) => Promise<O>;
}

/**
 * The Lambda entry point of a task: parses the event, gives the logger the import's id, and lets errors through under
 * their own names, which is what the state machine matches on.
 * @throws ContractViolation when the event does not have the shape of `input`.
 */
export function createHandler<I extends z.ZodType, O>(task: TaskDefinition<I, O>) {
  const logger = createLogger(task.service);
  return async (event: unknown, context: Context): Promise<O> => {
    const input = task.input.safeParse(event);
    logger.resetKeys();
    logger.addContext(context);
    if (!input.success) {
      const paths = input.error.issues.map((issue) => `${issue.path.join('.') || 'event'} (${issue.code})`);
      throw new RollcallError(
        'ContractViolation',
        `the event of ${task.service} is malformed: ${paths.join(', ')}`,
      );
    }
    const importId = importIdOf(input.data);
    if (importId !== undefined) logger.appendKeys({ importId });
    const runtime: TaskRuntime = {
      logger: {
        info: (m, f) => logger.info(m, { ...f }),
        warn: (m, f) => logger.warn(m, { ...f }),
        error: (m, f) => logger.error(m, { ...f }),
      },
      invocationId: context.awsRequestId,
      remainingMs: () => context.getRemainingTimeInMillis(),
    };
    try {
      return await task.run(input.data, runtime);
    } catch (error) {
      const visible = publicError(error);
      logger.error('failed', { error: visible.name });
      throw visible;
    }
  };
}

function importIdOf(input: unknown): string | undefined {
  if (typeof input !== 'object' || input === null || !('importId' in input)) return undefined;
  return typeof input.importId === 'string' ? input.importId : undefined;
}
