/**
 * How many names that come out of a file are kept for its report. A chunk's names stand in one item of the table
 * (400 KB at most), and a results file with more columns opens in no spreadsheet. Nothing is lost but the mention: the
 * users are written whole.
 */
export const REPORT_LIMITS = {
  /** Columns such as `customFields.plan` in the results, of at most 77 characters. */
  dynamicColumns: 1_000,
  /** Keys that no field answers to, shortened. */
  unknownNames: 100,
} as const;
