import * as z from 'zod';

/** An item in DynamoDB's own notation: `{ "status": { "S": "QUEUED" } }`. */
const StoredImageSchema = z.record(z.string(), z.unknown());
export type StoredImage = z.infer<typeof StoredImageSchema>;

/**
 * A batch of changes of a table, as Lambda reads it from the table's stream.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb.html, 2026-11.
 */
export const TableStreamEventSchema = z.object({
  Records: z.array(
    z.object({
      eventName: z.enum(['INSERT', 'MODIFY', 'REMOVE']),
      dynamodb: z.object({
        SequenceNumber: z.string(),
        OldImage: StoredImageSchema.optional(),
        NewImage: StoredImageSchema.optional(),
      }),
    }),
  ),
});
export type TableStreamEvent = z.infer<typeof TableStreamEventSchema>;

/** Lambda sends the records again from the first of these; empty: the batch is processed. */
export interface StreamAnswer {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}
