import { setTimeout as wait } from 'node:timers/promises';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { type Import, isMailSettled } from '../../lambdas/contracts/import.ts';
import { FINAL_STATUSES } from '../../lambdas/contracts/import-status.ts';
import type { Progress } from '../../lambdas/core/lifecycle/progress.ts';
import type { Clients } from '../cloud/clients.ts';
import { readImport, readProgress } from './import-progress.ts';

/** A short import is reported at once. For a long one, a tenth of a second does not matter. */
const FIRST_POLL_MS = 100;
const LAST_POLL_MS = 1000;
/** The pause grows to a fiftieth of the time that has passed. */
const SHARE_OF_PAUSE = 50;
/** The recovery sends the e-mail of an import whose execution died within seconds; on a busy machine within minutes. */
const MAIL_WITHIN_MS = 5 * 60_000;
/** An import whose execution is over is ended by an event at once, or else by a sweep every five minutes. */
const END_WITHIN_MS = 15 * 60_000;

/**
 * Watches an import until it has a final status and its e-mail, and reports each change. When its execution ends before,
 * the recovery does both.
 * @param untilQuestion return also when the import waits for a confirmation
 * @throws when nothing ends the import
 */
export async function followImport(
  clients: Clients,
  importId: string,
  onProgress: (progress: Progress) => void,
  untilQuestion = false,
): Promise<Import> {
  const startedAt = Date.now();
  let overSince: number | undefined;
  for (;;) {
    const item = await readImport(clients, importId);
    const running = (await executionStatus(clients, item)) === 'RUNNING';
    onProgress(await readProgress(clients, item));
    if (running) overSince = undefined;
    else overSince ??= Date.now();
    const overFor = overSince === undefined ? 0 : Date.now() - overSince;
    // Without a running execution the import does not wait: the recovery is about to end it.
    const asks = running && item.status === 'AWAITING_CONFIRMATION' && isMailSettled(item.question);
    if (asks && untilQuestion) return item;
    const isFinal = FINAL_STATUSES.has(item.status);
    if (isFinal && !running && (isMailSettled(item.notification) || overFor > MAIL_WITHIN_MS))
      return readImport(clients, importId);
    if (overFor > END_WITHIN_MS)
      throw new Error(`The execution of ${importId} ended, but the import is ${item.status}.`);
    const pollMs = (Date.now() - startedAt) / SHARE_OF_PAUSE;
    await wait(Math.min(LAST_POLL_MS, Math.max(FIRST_POLL_MS, pollMs)));
  }
}

export async function executionStatus(
  { sfn }: Pick<Clients, 'sfn'>,
  { executionArn }: Import,
): Promise<string> {
  try {
    const answer = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    return answer.status ?? 'RUNNING';
  } catch (error) {
    // The import is written a moment before its execution is started.
    if (error instanceof Error && error.name === 'ExecutionDoesNotExist') return 'MISSING';
    throw error;
  }
}
