import { StateInUse } from '../local/state-lock.ts';
import { type Course, endOnSignals } from './course.ts';
import { EXIT_CODES } from './exit-codes.ts';
import type { ImportRun } from './fetch-outcome.ts';
import { makeDirectory, UnusableDirectory } from './make-directory.ts';
import { type ProgressDisplay, showProgress, silentProgress } from './show-progress.ts';
import { describeSummary } from './summary.ts';
import { tellError } from './tell-error.ts';

interface Options {
  readonly json: boolean;
  readonly state: string;
  readonly out?: string;
}

export type Show = (run: ImportRun) => void;

/**
 * Runs a command that follows an import: what it will write to is looked at first, and whatever stops it is said in a
 * sentence.
 * @returns the exit code
 */
export async function runCommand(
  { json, state, out = 'out' }: Options,
  course: Course,
  perform: (progress: ProgressDisplay, show: Show) => Promise<number>,
): Promise<number> {
  const progress = json ? silentProgress : showProgress(process.stderr);
  endOnSignals(course, progress.stop);
  try {
    await makeDirectory(state);
    await makeDirectory(out);
    return await perform(progress, (run) => {
      progress.stop();
      const { item, summary } = run;
      process.stdout.write(json ? `${JSON.stringify(summary)}\n` : describeSummary(item, summary, state));
    });
  } catch (error) {
    progress.stop();
    tellError(error);
    return isUnusable(error) ? EXIT_CODES.wrongUsage : EXIT_CODES.aborted;
  }
}

/** Nothing was begun, since what the command was given to work in cannot be had. */
function isUnusable(error: unknown): boolean {
  return error instanceof UnusableDirectory || error instanceof StateInUse;
}
