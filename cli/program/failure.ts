import { StateInUse } from '../../local/state-lock.ts';
import { lineToType } from './command-line.ts';
import { EXIT_CODES } from './exit-codes.ts';
import { UnusableDirectory } from './make-directory.ts';
import type { Place } from './place.ts';

/** A request that is refused, or a lookup without a result: nothing was changed. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  /** Such as `NoSuchImport`; `--json` prints it. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export function noSuchImport(importId: string, place: Place): Refusal {
  return new Refusal(
    'NoSuchImport',
    `There is no import ${importId}. To see all imports: ${lineToType(['list'], place)}`,
  );
}

/**
 * Writes what stopped a command to stderr and, with `--json`, as one object to stdout.
 * @returns the exit code
 */
export function reportFailure(error: unknown, json: boolean): number {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${message}\n`);
  if (json) process.stdout.write(failureJson(codeOf(error), message));
  if (error instanceof Refusal) return EXIT_CODES.refused;
  return isUnusable(error) ? EXIT_CODES.wrongUsage : EXIT_CODES.aborted;
}

/** What `--json` prints for a command that fails: one line. */
export function failureJson(code: string, message: string): string {
  return `${JSON.stringify({ error: { code, message } })}\n`;
}

function codeOf(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  return isUnusable(error) ? error.name : 'CommandFailed';
}

/** Nothing was begun, because a directory that the command needs cannot be used. */
function isUnusable(error: unknown): error is Error {
  return error instanceof UnusableDirectory || error instanceof StateInUse;
}
