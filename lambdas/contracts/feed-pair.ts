import * as z from 'zod';
import { ObjectReferenceSchema } from './file-layout.ts';

/** One of the two files of a user feed, as it was uploaded last. */
export const FeedFileSchema = z.object({
  object: ObjectReferenceSchema,
  /** Of the upload; sorts as text. */
  arrival: z.string(),
  /** `rollcall-request-id` of the upload: the sender of either file can find the import by it. */
  requestId: z.string().optional(),
});
export type FeedFile = z.infer<typeof FeedFileSchema>;

export const FeedHalfSchema = z.enum(['header', 'data']);
export type FeedHalf = z.infer<typeof FeedHalfSchema>;

/** The two files of one import. The import waits while one is missing. */
export const FeedPairSchema = z.object({
  /** UTC, YYYYMMDDHHMMSS: what the names of both files end with. */
  timestamp: z.string().regex(/^\d{14}$/),
  header: FeedFileSchema.optional(),
  data: FeedFileSchema.optional(),
  /** Rises with each change, which is conditional on it. */
  revision: z.number().int().nonnegative(),
  /** The import waits for the other file until then. */
  expiresAt: z.iso.datetime().optional(),
  /** The earlier import of the same timestamp that this one replaces, because one of its files was uploaded again. */
  before: z.string().optional(),
});
export type FeedPair = z.infer<typeof FeedPairSchema>;
