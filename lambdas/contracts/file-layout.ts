import * as z from 'zod';
import { ColumnMappingSchema } from './column-map.ts';
import { DELIMITERS } from './delimiter.ts';

export const DelimiterSchema = z.enum(DELIMITERS);

const recordsStart = {
  /** Where the first record may begin: behind the byte order mark and the header or the bracket. Bytes from the start of the content. */
  offset: z.number().int().nonnegative(),
  /** The physical line at `offset`, counted from 1. */
  line: z.number().int().positive(),
  /** Absent: every known name is exactly that of a field. */
  mapping: ColumnMappingSchema.optional(),
};

/** How to read the bytes of a file; InspectFile determines it once. */
export const FileLayoutSchema = z.discriminatedUnion('format', [
  z.object({
    format: z.literal('csv'),
    delimiter: DelimiterSchema,
    /** Names of the columns, as the file has them. `mapping` tells which fields they are. */
    columns: z.array(z.string()).min(1),
    /**
     * The most cells of a row. More than `columns` if the header has cells without a name at its end, or if each of the
     * first rows ends with a delimiter: cells there are blank. Decided once, so that every chunk is read alike.
     */
    width: z.number().int().positive(),
    /** The cells of a row that lacks none, where each of the first rows ends with a delimiter; otherwise one for each column. */
    fullRow: z.number().int().positive().optional(),
    /** The cells that a row must have to contain the key of its user, where they are more than two: a shorter row is no record. */
    keyCells: z.number().int().positive().optional(),
    /** Bytes of the header row as sent, without its line break; none where the import type knows the columns. */
    headerStart: z.number().int().nonnegative(),
    headerEnd: z.number().int().nonnegative(),
    ...recordsStart,
  }),
  z.object({ format: z.literal('jsonl'), ...recordsStart }),
  /** Elements of an array; the first record may begin behind its opening bracket. */
  z.object({
    format: z.literal('json'),
    /** Bytes of white space before the line on which the first element begins. */
    indent: z.number().int().nonnegative(),
    /** Whether the array's bracket is on the same line before that element. */
    inline: z.boolean(),
    /** The array is in an object, or there is none: objects follow each other. Absent: the file is the array. */
    enclosing: z.enum(['object', 'none']).optional(),
    ...recordsStart,
  }),
]);
export type FileLayout = z.infer<typeof FileLayoutSchema>;

/** One immutable object in S3. Reads require the ETag, so that a replaced object is an error and never a mixture of two files. */
export const ObjectReferenceSchema = z.object({
  bucket: z.string().min(1),
  key: z.string().min(1),
  etag: z.string().min(1),
  /** Bytes. */
  size: z.number().int().nonnegative(),
  versionId: z.string().optional(),
});
export type ObjectReference = z.infer<typeof ObjectReferenceSchema>;
