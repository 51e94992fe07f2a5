import { setTimeout as wait } from 'node:timers/promises';
import { isOwn, type OpenCloudOptions, type OpenedCloud, openCloud } from '../local/open-cloud.ts';
import type { Course } from './course.ts';
import { describeLeft } from './describe-left.ts';
import { EXIT_CODES } from './exit-codes.ts';
import type { ProgressDisplay } from './show-progress.ts';
import { tellError } from './tell-error.ts';

/** A cloud that is stopped says so before its services do; the news may come in any order. */
const NEWS_WITHIN_MS = 500;

/**
 * Does `work` in the cloud of the directory, which is started where none runs. The work shows its result itself, and what
 * stops it is told here: the cloud may have to stay open for others, long after.
 * @param work its exit code
 * @returns the same
 */
export async function withCloud(
  options: OpenCloudOptions,
  { course, progress }: { readonly course: Course; readonly progress: ProgressDisplay },
  work: (cloud: OpenedCloud) => Promise<number>,
): Promise<number> {
  const onStart = (): void => progress.step('Starting the cloud on this machine');
  const onStayOpen = (guests: number): void => progress.step(`The cloud stays open ${untilWhen(guests)}`);
  await using cloud = await openCloud({ ...options, onStart, onStayOpen });
  course.isOwn = isOwn(cloud);
  if (!course.isOwn) progress.step('Using the cloud that runs on this machine');
  for (const line of describeLeft(cloud.left, course)) progress.step(line);
  let exitCode: number = EXIT_CODES.aborted;
  try {
    exitCode = await work(cloud);
  } catch (error) {
    progress.stop();
    tellError((await isStopped(cloud)) ? course.whenStopped() : error);
  }
  course.place = { at: 'end', exitCode };
  return exitCode;
}

function untilWhen(guests: number): string {
  if (guests === 0) return 'until the other imports in it have ended';
  return guests === 1 ? 'while another command uses it' : `while ${guests} other commands use it`;
}

async function isStopped({ stopped }: OpenedCloud): Promise<boolean> {
  if (stopped === undefined) return false;
  const waiting = new AbortController();
  // The wait keeps the process alive: its connection to the cloud does not.
  const none = wait(NEWS_WITHIN_MS, false, { signal: waiting.signal }).catch(() => false);
  const isStopped = await Promise.race([stopped.then(() => true), none]);
  waiting.abort();
  return isStopped;
}
