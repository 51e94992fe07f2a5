import * as z from 'zod';

/** What became of a record; every record of an import has exactly one. */
export const OutcomeSchema = z.enum(['created', 'updated', 'unchanged', 'failed']);
export type Outcome = z.infer<typeof OutcomeSchema>;

const count = z.number().int().nonnegative();

/** `records` is what the splitter counted in the file; the outcomes add up to it (promise 1). */
export const CountsSchema = z.object({
  records: count,
  created: count,
  updated: count,
  unchanged: count,
  failed: count,
  /** Warnings, not records with warnings: one record may carry several. */
  warnings: count,
});
export type Counts = z.infer<typeof CountsSchema>;
