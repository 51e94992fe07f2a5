import * as z from 'zod';
import { AttributeNameSchema } from './attribute-name.ts';
import { showValue } from './shown-value.ts';

/** What a column of a user feed may hold. */
export const FeedDataTypeSchema = z.enum(['text', 'date', 'timestamp', 'boolean', 'integer', 'numeric']);
export type FeedDataType = z.infer<typeof FeedDataTypeSchema>;

const MAX_COLUMNS = 1_000;

/** One attribute that the users of a feed may carry. Other keys, which databases export as well, are ignored. */
export const FeedColumnSchema = z.object({
  column_name: AttributeNameSchema,
  data_type: z.enum(
    FeedDataTypeSchema.options,
    `expected one of ${FeedDataTypeSchema.options.map((name) => `"${name}"`).join(', ')}`,
  ),
  is_nullable: z.enum(['YES', 'NO'], 'expected "YES" or "NO"'),
});
export type FeedColumn = z.infer<typeof FeedColumnSchema>;

/** The header file of a user feed, `user_feed_header_YYYYMMDDHHMMSS.json`. */
export const FeedHeaderSchema = z
  .array(FeedColumnSchema, 'expected an array of columns')
  .max(MAX_COLUMNS, `expected at most ${MAX_COLUMNS} columns`)
  .superRefine((columns, context) => {
    const seen = new Set<string>();
    for (const [index, { column_name: name }] of columns.entries()) {
      if (seen.has(name))
        context.addIssue({ code: 'custom', path: [index], message: `${showValue(name)} is declared twice` });
      seen.add(name);
    }
    const id = columns.findIndex(({ column_name: name }) => name === 'id');
    if (id === -1) context.addIssue({ code: 'custom', message: 'the mandatory column "id" is not declared' });
    else if (columns[id]?.is_nullable === 'YES')
      context.addIssue({
        code: 'custom',
        path: [id, 'is_nullable'],
        message: 'expected "NO": the id cannot be null',
      });
  });
export type FeedHeader = z.infer<typeof FeedHeaderSchema>;

/** What an import of a user feed takes along as its `parameters`. */
export const FeedParametersSchema = z.object({ header: FeedHeaderSchema });
