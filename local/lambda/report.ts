import type { FunctionPlan } from '../template/planned.ts';
import type { FunctionLogs } from './function-log.ts';
import { LambdaError } from './lambda-error.ts';

interface Invocation {
  readonly plan: FunctionPlan;
  readonly requestId: string;
  readonly logs: FunctionLogs;
}

interface Started {
  readonly answer: Promise<{ readonly payload: string; readonly maxRssMb: number }>;
  /** Undefined for a warm process. */
  readonly initMs: number | undefined;
}

/**
 * Logs START, END and REPORT around an invocation, like Lambda:
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-logging.html
 * @returns the result as JSON text
 */
export async function report(
  { plan, requestId, logs }: Invocation,
  start: () => Promise<Started>,
): Promise<string> {
  const write = (line: string): void => logs.write(plan.name, line);
  let startedAt = performance.now();
  let initMs: number | undefined;
  let maxRssMb: number | undefined;
  write(`START RequestId: ${requestId} Version: $LATEST`);
  try {
    const started = await start();
    initMs = started.initMs;
    startedAt = performance.now();
    const answer = await started.answer;
    maxRssMb = answer.maxRssMb;
    return answer.payload;
  } catch (error) {
    if (error instanceof LambdaError) write(`ERROR RequestId: ${requestId}\t${error.name}: ${error.message}`);
    throw error;
  } finally {
    const ms = performance.now() - startedAt;
    write(`END RequestId: ${requestId}`);
    write(
      [
        `REPORT RequestId: ${requestId}`,
        `Duration: ${ms.toFixed(2)} ms`,
        `Billed Duration: ${Math.ceil(ms + (initMs ?? 0))} ms`,
        `Memory Size: ${plan.memoryMb} MB`,
        ...(maxRssMb === undefined ? [] : [`Max Memory Used: ${maxRssMb} MB`]),
        ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
      ].join('\t'),
    );
  }
}
