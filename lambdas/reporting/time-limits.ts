import type { TaskRuntime } from '../runtime/create-handler.ts';

type Time = Pick<TaskRuntime, 'remainingMs'>;

/** The parts of a chunk take a second or so to merge, and the last pieces of the files some seconds to upload. */
const ENOUGH_TO_MERGE_MS = 120_000;
/** Segments are copied inside S3, eight parts at a time: 100 GB in some three minutes at 70 MB/s a part. */
const ENOUGH_TO_COMPOSE_MS = 400_000;

/** Whether an invocation has time for another chunk. */
export function hasTimeToMerge({ remainingMs }: Time): boolean {
  return remainingMs() >= ENOUGH_TO_MERGE_MS;
}

/** Whether an invocation has time to make a file of its segments. */
export function hasTimeToCompose({ remainingMs }: Time): boolean {
  return remainingMs() >= ENOUGH_TO_COMPOSE_MS;
}
