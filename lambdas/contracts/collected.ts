import * as z from 'zod';
import { ChunkItemSchema } from './chunk.ts';
import { AbortedFileSchema, ReportedIssueSchema } from './import.ts';
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

/** The chunks that were processed when the files of an import that did not complete were begun: a late worker changes nothing. */
export const ProcessedChunksSchema = z.object({
  chunks: z.array(
    ChunkItemSchema.pick({ index: true, status: true, counts: true, parts: true, deferred: true }),
  ),
  columns: z.array(z.string()),
  unknownFields: z.array(z.string()),
});

/** How far WriteAbortedFiles is: an object under `work/`, to which the import refers. */
export const AbortedProgressSchema = z.object({
  /** The object with the ProcessedChunks. */
  chunksKey: z.string(),
  /** Files that cannot be written. They stay in `missingFiles`. */
  givenUp: z.array(AbortedFileSchema),
  /** What is collected of the results. */
  results: CollectedSchema.optional(),
  /** The first chunks of the file whose unprocessed records are in the segments. */
  unprocessedRecords: z.object({ chunks: natural, segments }).optional(),
});
export type AbortedProgress = z.infer<typeof AbortedProgressSchema>;
