import { constants } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { DEFAULT_STATE } from './default-state.ts';

/** Who says Ctrl-C does not want to wait long; who says it again waits no more. */
const FOUND_WITHIN_MS = 2000;

/** How far a command about an import is: what it has to say when it is stopped in the middle. */
export class Course {
  readonly #state: string;
  /** The import, as soon as it is known. */
  importId: string | undefined;
  /** Set while nobody knows yet whether the upload has become an import: asks for its id. */
  findImport: (() => Promise<string | undefined>) | undefined;
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

  /** An upload that was whole becomes an import within moments, whoever has been interrupted. */
  async lookForImport(): Promise<void> {
    const asking = this.importId ?? this.findImport?.().catch(() => undefined);
    this.importId = await Promise.race([asking, wait(FOUND_WITHIN_MS, undefined)]);
  }

  whenInterrupted(): string {
    const { importId } = this;
    if (importId === undefined) {
      if (this.findImport === undefined) return 'Interrupted before anything was imported.';
      const when = this.isOwn
        ? `as soon as a command, or npm start, runs on ${this.#state} again`
        : 'all the same';
      return `Interrupted while the file was uploaded. If all of it has arrived, it is imported ${when}; its e-mail tells.`;
    }
    return this.isOwn
      ? `Interrupted. What ${importId} has imported stays. To go on with it: ${this.command('resume')}`
      : `${importId} goes on without this command. To stop it: ${this.command('cancel')}`;
  }

  /** Another process ran the cloud, and has ended. */
  whenStopped(): string {
    const { importId } = this;
    const what = `The cloud that another process ran on ${this.#state} was stopped.`;
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
    process.once(signal, async () => {
      before();
      await course.lookForImport();
      process.stderr.write(`${course.whenInterrupted()}\n`);
      process.exit(128 + constants.signals[signal]);
    });
}
