import type { ImportStatus } from '../../lambdas/contracts/import-status.ts';

/** The exit codes of all commands; cli/README.md has the same table. A command that a signal ended: 128 + its number. */
export const EXIT_CODES = {
  done: 0,
  someRecordsFailed: 1,
  /** An edit of a tenant's settings, a template, or a lookup without a result. */
  refused: 1,
  /** Rejected, expired or superseded: nothing was imported. */
  fileRejected: 2,
  /** Aborted or cancelled, or the command itself failed. */
  aborted: 3,
  awaitsConfirmation: 4,
  /** EX_USAGE of sysexits.h. */
  wrongUsage: 64,
} as const;

/** For `--help`. */
export const EXIT_CODE_HELP = `Exit codes:
  0    done, and every record was imported
  1    some records failed; or the request was refused
  2    the file was rejected, superseded or has expired
  3    the import was aborted or cancelled; or the command failed
  4    the import waits for a confirmation
  64   wrong usage: nothing was done
  130  interrupted by Ctrl-C`;

export function exitCodeOf(status: ImportStatus): number {
  switch (status) {
    case 'COMPLETED':
      return EXIT_CODES.done;
    case 'COMPLETED_WITH_ERRORS':
      return EXIT_CODES.someRecordsFailed;
    case 'REJECTED':
    case 'EXPIRED':
    case 'SUPERSEDED':
      return EXIT_CODES.fileRejected;
    case 'AWAITING_CONFIRMATION':
      return EXIT_CODES.awaitsConfirmation;
    default:
      return EXIT_CODES.aborted;
  }
}
