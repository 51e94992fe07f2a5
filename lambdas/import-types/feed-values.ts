/**
 * The values of a user feed column, by the data type that the header file declares. No conversion: a number sent as text
 * is a mistake of the exporting system, and guessing would hide it.
 */
import * as z from 'zod';
import type { FeedDataType } from '../contracts/feed-header.ts';
import type { JsonValue } from '../core/user/user.ts';
import { MAX_SHORT, offsetInFull, storableNumber, text } from './field-values.ts';

/** Maximum nesting of arrays and objects. DynamoDB stores 32 levels. */
const MAX_DEPTH = 30;

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
  text: { ...text, expected: 'text in quotes, without NUL characters' },
  date: { maxLength: MAX_SHORT, schema: z.iso.date(), expected: 'a date such as "2016-03-22"' },
  timestamp: {
    maxLength: MAX_SHORT,
    schema: timestamp,
    expected: 'a timestamp with its offset from UTC such as "2016-04-01T18:02:42+01"',
  },
  boolean: { maxLength: MAX_SHORT, schema: z.boolean(), expected: 'true or false, without quotes' },
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
    expected: `text of at most ${characters} characters in quotes, without NUL characters`,
  };
}

/** Values that a header file cannot declare: stored as they were sent. */
export const NESTED_VALUES = {
  array: {
    maxLength: MAX_SHORT,
    schema: z.custom<readonly JsonValue[]>((value) => Array.isArray(value) && isStorable(value)),
    expected: 'an array of values that can be stored',
  },
  object: {
    maxLength: MAX_SHORT,
    schema: z.custom<{ readonly [name: string]: JsonValue }>(
      (value) => typeof value === 'object' && value !== null && !Array.isArray(value) && isStorable(value),
    ),
    expected: 'an object of values that can be stored',
  },
} as const;

function isStorable(value: unknown, depth = 1): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string') return text.schema.safeParse(value).success;
  if (typeof value === 'number') return storableNumber.safeParse(value).success;
  if (typeof value !== 'object' || depth > MAX_DEPTH) return false;
  if (Array.isArray(value)) return value.every((item) => isStorable(item, depth + 1));
  return Object.entries(value).every(([name, item]) => isStorableName(name) && isStorable(item, depth + 1));
}

/** DynamoDB refuses empty names, and JavaScript would lose `__proto__` when the item is read. */
function isStorableName(name: string): boolean {
  return name !== '' && name !== '__proto__' && text.schema.safeParse(name).success;
}
