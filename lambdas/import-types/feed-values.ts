/**
 * The values of a user feed column, by the data type that the header file declares (nested-values.ts has the others). No conversion: a number sent as text
 * is a mistake of the exporting system, and guessing would hide it.
 */
import * as z from 'zod';
import type { FeedDataType } from '../contracts/feed-header.ts';
import { MAX_SHORT, offsetInFull, storableNumber, text } from './field-values.ts';

/** Also takes the offset as Postgres writes it (`+01`). Stored as RFC 3339 with the full offset (`+01:00`). */
const timestamp = z
  .string()
  .transform(offsetInFull)
  .pipe(z.iso.datetime({ offset: true }))
  // Zod accepts a time without seconds; the feed does not.
  .pipe(z.string().regex(/T\d\d:\d\d:\d\d/));

export interface ValueKind {
  readonly maxLength: number;
  readonly schema: z.ZodType<string | number | boolean>;
  /** Completes "<column> must be …". */
  readonly expected: string;
}

export const FEED_VALUES: Readonly<Record<FeedDataType, ValueKind>> = {
  text: { ...text, expected: 'text in quotes' },
  date: { maxLength: MAX_SHORT, schema: z.iso.date(), expected: 'a date such as "2016-03-22"' },
  timestamp: {
    maxLength: MAX_SHORT,
    schema: timestamp,
    expected: 'a timestamp with its offset from UTC such as "2016-04-01T18:02:42+01"',
  },
  boolean: { maxLength: MAX_SHORT, schema: z.boolean(), expected: 'either true or false, without quotes' },
  integer: {
    maxLength: MAX_SHORT,
    schema: z.number().pipe(z.int()),
    expected: 'a whole number such as 42, without quotes',
  },
  numeric: {
    maxLength: MAX_SHORT,
    schema: storableNumber,
    expected: 'a number such as 18.5, without quotes',
  },
};

export function textUpTo(characters: number): ValueKind {
  return {
    maxLength: characters,
    schema: text.schema,
    expected: `text of at most ${characters} characters in quotes`,
  };
}
