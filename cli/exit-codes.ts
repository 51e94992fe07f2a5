import type { ImportStatus } from '../lambdas/contracts/import-status.ts';

/** What the exit code of a command says; 64 is EX_USAGE of sysexits.h. Of one that a signal ended it is 128 and its number. */
export const EXIT_CODES = {
  everyRecordImported: 0,
  someRecordsFailed: 1,
  /** An edit of a tenant's settings. */
  refused: 1,
  /** Nothing of it was imported; or it expired, or was superseded. */
  fileRejected: 2,
  /** Or cancelled. */
  aborted: 3,
  awaitsConfirmation: 4,
  wrongUsage: 64,
} as const;

export function exitCodeOf(status: ImportStatus): number {
  switch (status) {
    case 'COMPLETED':
      return EXIT_CODES.everyRecordImported;
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
