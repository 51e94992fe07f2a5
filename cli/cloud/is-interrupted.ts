import { GetExecutionHistoryCommand, SFNClient } from '@aws-sdk/client-sfn';
import type { Import } from '../../lambdas/contracts/import.ts';
import { FINAL_STATUSES, type ImportStatus } from '../../lambdas/contracts/import-status.ts';
import type { ReadableCloud } from '../../local/open-for-reading.ts';

/**
 * Which imports the next start of the cloud aborts: no cloud runs, and their executions did something when the last one
 * stopped. Executions that only waited, for a confirmation or their turn, continue to wait then.
 */
export async function interruptedOf(
  cloud: Pick<ReadableCloud, 'isRunning' | 'clientConfig'>,
  imports: readonly Pick<Import, 'importId' | 'status' | 'executionArn'>[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  if (cloud.isRunning) return found;
  const sfn = new SFNClient(cloud.clientConfig('sfn'));
  for (const { importId, status, executionArn } of imports)
    if (mayRun(status) && !(await waits(sfn, executionArn))) found.add(importId);
  sfn.destroy();
  return found;
}

/** An import that waits for its file has no execution yet. */
function mayRun(status: ImportStatus): boolean {
  return status !== 'AWAITING_UPLOAD' && !FINAL_STATUSES.has(status);
}

async function waits(sfn: SFNClient, executionArn: string): Promise<boolean> {
  try {
    const last = new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 });
    return (await sfn.send(last)).events?.[0]?.type === 'TaskSubmitted';
  } catch (error) {
    // The import is written a moment before its execution is started.
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return false;
    throw error;
  }
}
