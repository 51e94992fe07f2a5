import * as z from 'zod';
import { ReportedIssueSchema } from './import.ts';
import { IssueGroupsSchema } from './issue-groups.ts';
import { CountsSchema } from './outcome.ts';

const natural = z.number().int().nonnegative();

/** A piece of a file for the sender, under `work/`. Its key is that of one invocation, so its content never changes. */
export const SegmentSchema = z.object({
  key: z.string(),
  /** Bytes; at least 1. */
  size: z.number().int().positive(),
});
export type Segment = z.infer<typeof SegmentSchema>;

const segments = z.array(SegmentSchema);

/**
 * What CollectResults or CollectPreview has collected when the time of an invocation is over: an object under `work/`, to
 * which the import refers. The next invocation continues from it.
 */
export const CollectedSchema = z.object({
  /** The first chunks of the file, whose results are in the segments. */
  chunks: natural,
  /** Number of the last record in the segments. */
  lastRecord: natural,
  counts: CountsSchema,
  firstErrors: z.array(ReportedIssueSchema),
  firstWarnings: z.array(ReportedIssueSchema),
  rejections: z.array(ReportedIssueSchema),
  issues: IssueGroupsSchema,
  /** The pieces of each file, in order; empty: nothing was written to it. Of `results`, those of each section. */
  segments: z.object({ results: z.array(segments), errors: segments, failedRecords: segments }),
});
export type Collected = z.infer<typeof CollectedSchema>;
