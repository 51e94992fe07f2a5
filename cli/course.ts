import { constants } from 'node:os';
import { DEFAULT_STATE } from './default-state.ts';

/** How far a command about an import is: what it has to say when it is stopped in the middle. */
export class Course {
  readonly #state: string;
  /** The import, as soon as it is known. */
  importId: string | undefined;
  /** Whether the file is in the bucket, from where it is imported at the next start if not in this one. */
  isUploaded = false;
  /** Whether this command runs the cloud. */
  isOwn = true;

  constructor(state: string) {
    this.#state = state;
  }

  /** The line that does something about the import: `npm run resume -- imp_…`. */
  command(name: 'resume' | 'cancel' | 'confirm', importId = this.importId ?? ''): string {
    const state = this.#state === DEFAULT_STATE ? '' : ` --state ${JSON.stringify(this.#state)}`;
    return `npm run ${name} -- ${importId}${state}`;
  }

  whenInterrupted(): string {
    const { importId } = this;
    if (importId === undefined)
      return this.isUploaded && this.isOwn
        ? `Interrupted when the file was uploaded: it is imported as soon as a command, or npm start, runs on ${this.#state} again.`
        : 'Interrupted before anything was imported.';
    return this.isOwn
      ? `Interrupted. What ${importId} has imported stays. To go on with it: ${this.command('resume')}`
      : `${importId} goes on without this command. To stop it: ${this.command('cancel')}`;
  }

  /** Another process ran the cloud, and has ended. */
  whenStopped(): string {
    const { importId } = this;
    const what = `The cloud that another command ran on ${this.#state} was stopped.`;
    if (importId === undefined) return `${what} Run this command again.`;
    return `${what} What ${importId} has imported stays. To go on with it: ${this.command('resume')}`;
  }

  whenLeft(importId: string): string {
    return `${importId} was interrupted when Rollcall was stopped. To go on with it: ${this.command('resume', importId)}`;
  }
}

/** Says on Ctrl-C how the import goes on, and ends the process. */
export function endOnSignals(course: Course, before: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => {
      before();
      process.stderr.write(`${course.whenInterrupted()}\n`);
      process.exit(128 + constants.signals[signal]);
    });
}
