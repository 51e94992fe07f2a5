import { constants } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { commandLine, lineToType } from '../program/command-line.ts';
import type { Place } from '../program/place.ts';

/** How long an interrupted command looks for its import. A second Ctrl-C ends it at once. */
const FOUND_WITHIN_MS = 5000;

/** How far a command is. */
type Stage =
  | { readonly at: 'beginning' }
  /** The upload may or may not have become an import: `find` looks for it. */
  | {
      readonly at: 'upload';
      readonly find: () => Promise<string | undefined>;
      /** The same command, typed again, sends only what has not arrived. */
      readonly canContinue?: boolean;
    }
  | { readonly at: 'import'; readonly importId: string }
  /** The user is asked whether to confirm the import. */
  | { readonly at: 'question'; readonly importId: string }
  /** Its result has been shown; its cloud may stay open for other commands. */
  | { readonly at: 'end'; readonly exitCode: number };

/** How far a command is, and the message for the user when it is stopped there. */
export class CommandState {
  readonly place: Place;
  /** Whether this command runs the cloud. */
  isOwn = true;
  stage: Stage;

  /** @param importId given when the command is about an existing import */
  constructor(place: Place, importId?: string) {
    this.place = place;
    this.stage = importId === undefined ? { at: 'beginning' } : { at: 'import', importId };
  }

  /** A complete upload becomes an import within moments, also when the command that uploaded it is interrupted. */
  async lookForImport(): Promise<void> {
    if (this.stage.at !== 'upload') return;
    const finding = this.stage.find().catch(() => undefined);
    const importId = await Promise.race([finding, wait(FOUND_WITHIN_MS, undefined)]);
    if (importId !== undefined) this.stage = { at: 'import', importId };
  }

  whenInterrupted(): string {
    switch (this.stage.at) {
      case 'beginning':
        return 'Interrupted before anything was imported.';
      case 'upload': {
        const when = this.isOwn ? this.#atTheNextStart() : 'without this command';
        return `Interrupted during the upload. If the upload was complete, the file is imported ${when}. To check: ${lineToType(['list'], this.place)}${this.#howToContinue()}`;
      }
      case 'import': {
        const { importId } = this.stage;
        return this.isOwn
          ? `Interrupted. ${this.#howToResume(importId)}`
          : `${importId} continues without this command. To cancel it: ${commandLine('cancel', importId, this.place)}`;
      }
      case 'question':
        return howToAnswer(this.stage.importId, this.place);
      case 'end':
        return this.isOwn ? 'The cloud was stopped, and all commands that used it were stopped with it.' : '';
    }
  }

  /** For when another process ran the cloud and has ended. */
  whenStopped(): string {
    const what = `Another process ran the cloud on ${this.#directory()} and has stopped it.`;
    switch (this.stage.at) {
      case 'upload':
        return `${what} If the upload was complete, the file is imported ${this.#atTheNextStart()}. Check before you send it again: ${lineToType(['list'], this.place)}${this.#howToContinue()}`;
      case 'question':
        return `${what}\n${howToAnswer(this.stage.importId, this.place)}`;
      case 'import':
        return `${what} ${this.#howToResume(this.stage.importId)}`;
      default:
        return `${what} Run this command again.`;
    }
  }

  /** A deployed stage does not stop. */
  #directory(): string {
    return typeof this.place === 'string' ? this.place : this.place.api;
  }

  #howToContinue(): string {
    if (this.stage.at !== 'upload' || !this.stage.canContinue) return '';
    return '\nOtherwise, type the same command again: it continues the upload.';
  }

  #howToResume(importId: string): string {
    return `Records that ${importId} has imported stay imported. To resume it: ${commandLine('resume', importId, this.place)}`;
  }

  #atTheNextStart(): string {
    return `when the cloud on ${this.#directory()} starts again`;
  }
}

/** For an import that waits for a confirmation when this command ends. It also waits while no cloud runs. */
export function howToAnswer(importId: string, place: Place): string {
  return [
    'The import still waits for a confirmation.',
    `To confirm it: ${commandLine('confirm', importId, place)}`,
    `To cancel it: ${commandLine('cancel', importId, place)}`,
  ].join('\n');
}

/** On Ctrl-C, tells the user how to continue, and ends the process. */
export function endOnSignals(command: CommandState, before: () => void): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, async () => {
      before();
      await command.lookForImport();
      const message = command.whenInterrupted();
      if (message !== '') process.stderr.write(`${message}\n`);
      const { stage } = command;
      process.exit(stage.at === 'end' ? stage.exitCode : 128 + constants.signals[signal]);
    });
}
