import { setTimeout as wait } from 'node:timers/promises';
import { isOwn, type OpenCloudOptions, type OpenedCloud, openCloud } from '../local/open-cloud.ts';
import type { Course } from './course.ts';
import { describeLeft } from './describe-left.ts';
import type { ProgressDisplay } from './show-progress.ts';

/** A cloud that is stopped says so before its services do; the news may come in any order. */
const NEWS_WITHIN_MS = 500;

/**
 * Does `work` in the cloud of the directory, which is started where none runs. The work shows its result itself: the
 * cloud may have to stay open for others, long after.
 * @throws what stopped the command, in words for the person who gave it
 */
export async function withCloud<T>(
  options: OpenCloudOptions,
  { course, progress }: { readonly course: Course; readonly progress: Pick<ProgressDisplay, 'step'> },
  work: (cloud: OpenedCloud) => Promise<T>,
): Promise<T> {
  progress.step('Starting the cloud on this machine');
  const onWaitForGuests = (guests: number): void => {
    const others = guests === 1 ? 'another command uses' : `${guests} other commands use`;
    progress.step(`The cloud stays open while ${others} it`);
  };
  await using cloud = await openCloud({ ...options, onWaitForGuests });
  course.isOwn = isOwn(cloud);
  for (const line of describeLeft(cloud.left, course)) progress.step(line);
  try {
    // Awaited here: a cloud of our own is closed when this function is left.
    return await work(cloud);
  } catch (error) {
    if (await isStopped(cloud)) throw new Error(course.whenStopped(), { cause: error });
    throw error;
  }
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
