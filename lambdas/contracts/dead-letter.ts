import * as z from 'zod';

/**
 * The dead-letter queues of a stage, by the end of the name of their alarm. lib/dead-letter-queues.ts names the queue of
 * each.
 */
export const DeadLetterQueueSchema = z.enum([
  'upload-undelivered',
  'import-not-started',
  'webhook-unsent',
  'status-change-lost',
  'status-change-unpublished',
]);
export type DeadLetterQueue = z.infer<typeof DeadLetterQueueSchema>;

/** Where the messages of a queue are, and which function takes its events when they are sent again. */
const DeadLetterPlaceSchema = z.object({
  url: z.string().min(1),
  /** Absent: its events are not sent again, because another way repairs what they are about. */
  functionName: z.string().min(1).optional(),
});
export type DeadLetterPlace = z.infer<typeof DeadLetterPlaceSchema>;

export const DeadLetterPlacesSchema = z.record(DeadLetterQueueSchema, DeadLetterPlaceSchema);
export type DeadLetterPlaces = z.infer<typeof DeadLetterPlacesSchema>;

/** The id that SQS gives to a message. */
export const MessageIdSchema = z
  .string()
  .regex(/^[\w-]{1,100}$/, 'a message id has letters, digits, "-" and "_"');

/** A message in a dead-letter queue. */
export interface DeadLetter {
  readonly id: string;
  readonly sentAt: string;
  /** The parsed body; undefined if it is not JSON. */
  readonly body: unknown;
  /** Those that EventBridge adds, such as `ERROR_CODE`. */
  readonly attributes: Readonly<Record<string, string>>;
}
