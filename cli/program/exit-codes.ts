import type { Import } from '../../lambdas/contracts/import.ts';

/** The exit codes of all commands; EXIT_CODE_MEANINGS is the table. A command that a signal ended: 128 + its number. */
export const EXIT_CODES = {
  done: 0,
  someRecordsFailed: 1,
  /** An edit of a tenant's settings, a template, or a lookup without a result. */
  refused: 1,
  /** Rejected, expired, superseded or stopped: the sender must act. */
  fileRejected: 2,
  /** Aborted or cancelled, or the command itself failed. */
  aborted: 3,
  awaitsConfirmation: 4,
  /** EX_USAGE of sysexits.h. */
  wrongUsage: 64,
} as const;

/** For `--help` and the tables of both READMEs. */
export const EXIT_CODE_MEANINGS: readonly (readonly [code: number, meaning: string])[] = [
  [EXIT_CODES.done, 'The command is done, and every record was imported or, in an evaluation, would be.'],
  [
    EXIT_CODES.refused,
    'Some records failed or, in an evaluation, would fail; or the request was refused and nothing was changed.',
  ],
  [
    EXIT_CODES.fileRejected,
    'The file was rejected, superseded or expired, or its import was stopped: see the reason.',
  ],
  [EXIT_CODES.aborted, 'The import was aborted or cancelled, or the command failed.'],
  [EXIT_CODES.awaitsConfirmation, 'The import waits for a confirmation.'],
  [EXIT_CODES.wrongUsage, 'The command line is not valid, and nothing was done.'],
  [130, 'Ctrl-C ended the command. It says how to continue the import.'],
];

/** For `--help`. */
export const EXIT_CODE_HELP = [
  'Exit codes:',
  ...EXIT_CODE_MEANINGS.map(([code, meaning]) => `  ${String(code).padEnd(5)}${meaning}`),
].join('\n');

export function exitCodeOf({ status, counts }: Pick<Import, 'status' | 'counts'>): number {
  switch (status) {
    case 'EVALUATED':
      return (counts?.failed ?? 0) > 0 ? EXIT_CODES.someRecordsFailed : EXIT_CODES.done;
    case 'COMPLETED':
      return EXIT_CODES.done;
    case 'COMPLETED_WITH_ERRORS':
      return EXIT_CODES.someRecordsFailed;
    case 'REJECTED':
    case 'EXPIRED':
    case 'SUPERSEDED':
    case 'STOPPED':
      return EXIT_CODES.fileRejected;
    case 'AWAITING_CONFIRMATION':
      return EXIT_CODES.awaitsConfirmation;
    default:
      return EXIT_CODES.aborted;
  }
}
