import * as z from 'zod';
import { IssueGroupsSchema } from './issue-groups.ts';
import { CountsSchema } from './outcome.ts';

const natural = z.number().int().nonnegative();

/** One line of the manifest: a contiguous range of bytes that begins and ends on record boundaries. */
export const ChunkRangeSchema = z.object({
  /** Counted from 0, in file order. */
  index: natural,
  /** First byte of the range. */
  start: natural,
  /** First byte after the range. */
  end: natural,
  /** Number of the first record, counted from 1 over the file. */
  firstRecord: natural,
  /** Physical line of the first byte, counted from 1. */
  firstLine: natural,
  records: natural,
  /** A single record that is too large to be held in memory: reported, never read. */
  oversized: z.boolean().optional(),
  /** How many of its records are deferred: listed in the chunk's RecordRanges, left to ProcessDeferred. Absent: none. */
  deferred: z.number().int().positive().optional(),
  /** How many of its records fail because their user came before: listed in the chunk's Rejected. Absent: none. */
  rejected: z.number().int().positive().optional(),
});
export type ChunkRange = z.infer<typeof ChunkRangeSchema>;

const recordNumber = z.number().int().positive();

/** Numbers of the first and the last record of a stretch. */
const RecordRangeSchema = z.tuple([recordNumber, recordNumber]);

/** The deferred records of one chunk: ranges in file order that do not touch. */
export const DeferredRangesSchema = z.array(RecordRangeSchema);
export type DeferredRanges = z.infer<typeof DeferredRangesSchema>;

/** Where an import takes each user once: a chunk's records whose user came before, each with that record's number, in file order. */
export const RejectedSchema = z.array(z.tuple([recordNumber, recordNumber]));
export type Rejected = z.infer<typeof RejectedSchema>;

/** Objects of the results bucket that one step of a chunk left: its results, and the failed records with their numbers and errors. */
export const PartSchema = z.object({ key: z.string(), failedKey: z.string().optional() });
export type Part = z.infer<typeof PartSchema>;

/** `DEFERRED`: processed, except for the deferred records. */
export const ChunkStatusSchema = z.enum(['RUNNING', 'DEFERRED', 'DONE']);

/** The progress of a chunk, and its results for CollectResults. */
export const ChunkItemSchema = z.object({
  importId: z.string(),
  index: natural,
  status: ChunkStatusSchema,
  /** Of the records that have an outcome. */
  counts: CountsSchema.optional(),
  /** The issues of the records that the map processed, counted by kind, as far as they are shown while the import runs. */
  issues: IssueGroupsSchema.optional(),
  /** The same of the records that ProcessDeferred processed. */
  deferredIssues: IssueGroupsSchema.optional(),
  /** One by the map, one more by ProcessDeferred where records were deferred. */
  parts: z.array(PartSchema).optional(),
  /** Records to be applied after the map: how many, and the object with their numbers (DeferredRangesSchema). */
  deferred: z.object({ records: natural, key: z.string() }).optional(),
  /** Detail columns that occur in this chunk beyond the type's fixed ones, such as `customFields.plan`. */
  columns: z.array(z.string()).optional(),
  /** Keys of JSON records that no field answers to. */
  unknownFields: z.array(z.string()).optional(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  /** When DynamoDB deletes the item, in seconds. */
  expiresAt: z.int().optional(),
});
export type ChunkItem = z.infer<typeof ChunkItemSchema>;

/** What progress needs of a chunk. */
export const ChunkGlanceSchema = ChunkItemSchema.pick({
  index: true,
  status: true,
  counts: true,
  issues: true,
  deferredIssues: true,
  startedAt: true,
  endedAt: true,
});
export type ChunkGlance = z.infer<typeof ChunkGlanceSchema>;
