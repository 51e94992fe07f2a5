import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  paginateListMapRuns,
  type SFNClient,
} from '@aws-sdk/client-sfn';
import * as z from 'zod';

/** A child execution of the Map that failed: one chunk. */
export interface FailedChild {
  readonly executionArn: string;
  /** Counted from 0; absent when the execution's input has no chunk. */
  readonly chunk?: number;
  readonly error: string;
  readonly message: string;
}

const ENDED_BADLY = ['FAILED', 'TIMED_OUT', 'ABORTED'] as const;

/** @returns at most `limit`, of the import's current attempt */
export async function failedChildren(
  sfn: SFNClient,
  executionArn: string,
  limit: number,
): Promise<readonly FailedChild[]> {
  const failed: FailedChild[] = [];
  try {
    for await (const { mapRuns = [] } of paginateListMapRuns({ client: sfn }, { executionArn }))
      for (const { mapRunArn } of mapRuns)
        for (const statusFilter of ENDED_BADLY) {
          const { executions = [] } = await sfn.send(
            new ListExecutionsCommand({ mapRunArn, statusFilter, maxResults: limit }),
          );
          for (const child of executions) failed.push(await describeChild(sfn, child.executionArn ?? ''));
        }
  } catch (error) {
    // The import is written a moment before its execution is started.
    if (!(error instanceof Error && error.name === 'ExecutionDoesNotExist')) throw error;
  }
  return failed.slice(0, limit);
}

async function describeChild(sfn: SFNClient, executionArn: string): Promise<FailedChild> {
  const { input, error, cause, status } = await sfn.send(new DescribeExecutionCommand({ executionArn }));
  const chunk = ChildInputSchema.safeParse(parseJson(input)).data?.chunk.index;
  return {
    executionArn,
    ...(chunk !== undefined && { chunk }),
    error: error ?? status ?? 'FAILED',
    message: LambdaCauseSchema.safeParse(parseJson(cause)).data?.errorMessage ?? cause ?? '',
  };
}

/** As the Map's ItemSelector makes it. */
const ChildInputSchema = z.object({ chunk: z.object({ index: z.number().int() }) });
/** The cause of a failed Lambda task is the function's error as JSON. */
const LambdaCauseSchema = z.object({ errorMessage: z.string() });

function parseJson(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
