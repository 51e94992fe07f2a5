import { z } from 'zod';
import { IssueSchema } from './issue.ts';
import { OutcomeSchema } from './outcome.ts';

const Cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One line of a chunk's part: the outcome of one record, in file order. */
export const RecordResultSchema = z.object({
  recordNumber: z.number().int().positive(),
  line: z.number().int().positive(),
  outcome: OutcomeSchema,
  issues: z.array(IssueSchema),
  /** Cells of `results.csv` by column, as the user stood after this record. */
  details: z.record(z.string(), Cell),
  /** Bytes of a failed record in the chunk's failed records, its line break included. */
  failedBytes: z.number().int().positive().optional(),
  /** Referral codes and the like that nobody answered to when the chunk was processed. */
  references: z.array(z.object({ field: z.string(), value: z.string() })),
});
export type RecordResult = z.infer<typeof RecordResultSchema>;
