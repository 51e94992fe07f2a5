import { constants } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { npmCommand } from './npm-command.ts';

/** Who says Ctrl-C does not want to wait long; who says it again waits no more. */
const FOUND_WITHIN_MS = 2000;

/** How far a command is. */
type Place =
  | { readonly at: 'beginning' }
  /** Nobody knows yet whether the upload has become an import: `find` asks. */
  | { readonly at: 'upload'; readonly find: () => Promise<string | undefined> }
  | { readonly at: 'import'; readonly importId: string }
  /** Its result has been shown; its cloud may be open for others. */
  | { readonly at: 'end'; readonly exitCode: number };

/** How far a command is, and what it has to say when it is stopped there. */
export class Course {
  readonly state: string;
  /** Whether this command runs the cloud. */
  isOwn = true;
  place: Place;

  /** @param importId of a command about an import that is known */
  constructor(state: string, importId?: string) {
    this.state = state;
    this.place = importId === undefined ? { at: 'beginning' } : { at: 'import', importId };
  }

  /** An upload that was whole becomes an import within moments, whoever has been interrupted. */
  async lookForImport(): Promise<void> {
    if (this.place.at !== 'upload') return;
    const finding = this.place.find().catch(() => undefined);
    const importId = await Promise.race([finding, wait(FOUND_WITHIN_MS, undefined)]);
    if (importId !== undefined) this.place = { at: 'import', importId };
  }

  whenInterrupted(): string {
    switch (this.place.at) {
      case 'beginning':
        return 'Interrupted before anything was imported.';
      case 'upload': {
        const when = this.isOwn ? this.#atTheNextStart() : 'all the same';
        return `Interrupted while the file was uploaded. If all of it has arrived, it is imported ${when}; its e-mail tells.`;
      }
      case 'import': {
        const { importId } = this.place;
        return this.isOwn
          ? `Interrupted. ${this.#howItGoesOn(importId)}`
          : `${importId} goes on without this command. To stop it: ${npmCommand('cancel', importId, this.state)}`;
      }
      case 'end':
        return this.isOwn ? 'The cloud was stopped, and with it whatever used it.' : '';
    }
  }

  /** Another process ran the cloud, and has ended. */
  whenStopped(): string {
    const what = `The cloud that another process ran on ${this.state} was stopped.`;
    switch (this.place.at) {
      case 'upload':
        return `${what} If all of the file had arrived, it is imported ${this.#atTheNextStart()}: look there before you send it again.`;
      case 'import':
        return `${what} ${this.#howItGoesOn(this.place.importId)}`;
      default:
        return `${what} Run this command again.`;
    }
  }

  #howItGoesOn(importId: string): string {
    return `What ${importId} has imported stays. To go on with it: ${npmCommand('resume', importId, this.state)}`;
  }

  #atTheNextStart(): string {
    return `as soon as a command, or npm start, runs on ${this.state} again`;
  }
}

/** Says on Ctrl-C how the import goes on, and ends the process. */
export function endOnSignals(course: Course, before: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, async () => {
      before();
      await course.lookForImport();
      const said = course.whenInterrupted();
      if (said !== '') process.stderr.write(`${said}\n`);
      const { place } = course;
      process.exit(place.at === 'end' ? place.exitCode : 128 + constants.signals[signal]);
    });
}
