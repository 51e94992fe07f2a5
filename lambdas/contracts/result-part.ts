import * as z from 'zod';
import { IssueSchema } from './issue.ts';
import { OutcomeSchema } from './outcome.ts';

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What an evaluation shows of a field that would change, as JSON text; absent where there is no value. */
export const FieldChangeSchema = z.object({
  field: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
});
export type FieldChange = z.infer<typeof FieldChangeSchema>;

/** One line of a chunk's part: the outcome of one record, in file order. */
export const RecordResultSchema = z.object({
  recordNumber: z.number().int().positive(),
  line: z.number().int().positive(),
  outcome: OutcomeSchema,
  issues: z.array(IssueSchema),
  /** Cells of `results.csv` by column, as the user stood after this record. */
  details: z.record(z.string(), Cell),
  /** Number of the record in the file that was sent first, if this is a file of failed records. The sender's files show it. */
  originalRecord: z.number().int().positive().optional(),
  /** Bytes of a failed record in the chunk's failed records, its line break, or comma, included. */
  failedBytes: z.number().int().positive().optional(),
  /** References, such as referral codes, that no user had when the chunk was processed. */
  references: z.array(z.object({ field: z.string(), value: z.string() })),
  /** In an evaluation, of a record that would create or update its user. */
  changes: z.array(FieldChangeSchema).optional(),
});
export type RecordResult = z.infer<typeof RecordResultSchema>;
