import type { ImportStatus } from '../lambdas/contracts/import.ts';

/** What the import command's exit code says; 64 is EX_USAGE of sysexits.h. */
export const EXIT_CODES = {
  everyRecordImported: 0,
  someRecordsFailed: 1,
  fileRejected: 2,
  /** Or cancelled. */
  aborted: 3,
  wrongUsage: 64,
  interrupted: 130,
} as const;

export function exitCodeOf(status: ImportStatus): number {
  switch (status) {
    case 'COMPLETED':
      return EXIT_CODES.everyRecordImported;
    case 'COMPLETED_WITH_ERRORS':
      return EXIT_CODES.someRecordsFailed;
    case 'REJECTED':
      return EXIT_CODES.fileRejected;
    default:
      return EXIT_CODES.aborted;
  }
}
