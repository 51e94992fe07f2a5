import { setTimeout as wait } from 'node:timers/promises';
import { isOwn, type OpenCloudOptions, type OpenedCloud, openCloud } from '../../local/open-cloud.ts';
import { reportFailure } from '../program/failure.ts';
import { explainFailure } from '../remote/explain-failure.ts';
import type { ProgressDisplay } from '../terminal/show-progress.ts';
import type { CommandState } from './command-state.ts';
import { describeInterrupted } from './describe-interrupted.ts';
import { functionCache } from './function-cache.ts';

/** A cloud that stops closes its clients' connections first; the news may arrive after the first failed call. */
const STOP_NOTICED_WITHIN_MS = 500;

interface CloudUse {
  readonly commandState: CommandState;
  readonly progress: ProgressDisplay;
  readonly json: boolean;
}

/**
 * Runs `work` in the cloud of the state directory, which is started when none runs. The work shows its result itself and its
 * errors are reported here, because the cloud may have to stay open for other commands long after.
 * @param work resolves to its exit code
 * @returns the same
 */
export async function useCloud(
  options: OpenCloudOptions,
  { commandState, progress, json }: CloudUse,
  work: (cloud: OpenedCloud) => Promise<number>,
): Promise<number> {
  const onStart = (): void => progress.step('Starting the cloud on this machine');
  const onStayOpen = (clients: number): void => progress.step(`The cloud stays open ${untilWhen(clients)}`);
  await using cloud = await openCloud({ ...functionCache(), ...options, onStart, onStayOpen });
  commandState.isOwn = isOwn(cloud);
  if (!commandState.isOwn) progress.step('Using the cloud that runs on this machine');
  for (const line of describeInterrupted(cloud.interrupted, commandState)) progress.step(line);
  let exitCode: number;
  try {
    exitCode = await work(cloud);
  } catch (error) {
    progress.stop();
    exitCode = reportFailure(
      (await isStopped(cloud))
        ? commandState.whenStopped()
        : explainFailure(error, { api: cloud.outputs.ApiUrl ?? '' }),
      json,
    );
  }
  commandState.stage = { at: 'end', exitCode };
  return exitCode;
}

function untilWhen(clients: number): string {
  if (clients === 0) return 'until the other imports in it have ended';
  return clients === 1 ? 'while another command uses it' : `while ${clients} other commands use it`;
}

async function isStopped({ stopped }: OpenedCloud): Promise<boolean> {
  if (stopped === undefined) return false;
  const waiting = new AbortController();
  // The timer keeps the process alive: its connection to the cloud does not.
  const none = wait(STOP_NOTICED_WITHIN_MS, false, { signal: waiting.signal }).catch(() => false);
  const isStopped = await Promise.race([stopped.then(() => true), none]);
  waiting.abort();
  return isStopped;
}
