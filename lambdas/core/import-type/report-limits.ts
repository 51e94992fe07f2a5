/**
 * How many names from the file the report keeps. The names of a chunk are stored in one item of the table (400 KB at
 * most), and spreadsheets cannot open a results file with more columns. The limits affect only the report: users are
 * written with all their fields.
 */
export const REPORT_LIMITS = {
  /** Columns such as `customFields.plan` in the results, of at most 77 characters. */
  dynamicColumns: 1_000,
  /** Keys that are not a field of the type, shortened. */
  unknownNames: 100,
} as const;

/** Records of a file of a type that has no limit of its own. The largest file of 10 GB has fewer if a record has 100 bytes. */
export const MAX_RECORDS = 100_000_000;
