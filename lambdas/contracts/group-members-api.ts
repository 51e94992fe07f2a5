import * as z from 'zod';
import { GroupMembersParametersSchema, GuidSchema } from './group-members.ts';

/** What an import would make of a record. The first is the network's own; the others are ours. */
export const RESULTS = {
  1: 'New user',
  2: 'Existing user, new member',
  3: 'Existing member',
  4: 'Invalid',
  5: 'Duplicate in this file',
  6: 'Blocked',
} as const;
export type ResultId = 1 | 2 | 3 | 4 | 5 | 6;

/** The body of import-evaluate-csv. */
export const EvaluateRequestSchema = GroupMembersParametersSchema.extend({
  csvPath: z.string('expected the path of an upload, or a URL').min(1).max(2048),
});
export type EvaluateRequest = z.output<typeof EvaluateRequestSchema>;

/** A value as JSON has it: a profile field's is whatever can be made text. */
const ValueSchema = z
  .union([z.string(), z.number(), z.boolean()], 'expected text, a number, true or false')
  .nullish()
  .transform((value) => (value === null || value === undefined ? '' : String(value)))
  // Half of a surrogate pair cannot be written as UTF-8.
  .refine((text) => text.isWellFormed(), 'expected text that can be written as UTF-8');

export const MemberRecordSchema = z.object({
  fields: z
    .array(z.object({ id: GuidSchema, value: ValueSchema }), 'expected a list of {id, value}')
    .max(500, 'expected at most 500 fields'),
});
export type MemberRecord = z.output<typeof MemberRecordSchema>;

/** More valid records than fit into a body of 6 MB. */
export const MAX_REQUEST_RECORDS = 100_000;

/** The body of bulk-import. */
export const BulkImportRequestSchema = GroupMembersParametersSchema.omit({ selectedFields: true }).extend({
  records: z
    .array(z.unknown(), 'expected a list of records')
    .min(1, 'expected at least one record')
    .max(MAX_REQUEST_RECORDS, `expected at most ${MAX_REQUEST_RECORDS} records`)
    // Counted before they are read: each of three million wrong ones would be an issue.
    .pipe(z.array(MemberRecordSchema)),
});
export type BulkImportRequest = z.output<typeof BulkImportRequestSchema>;

/** One entry of `errors`: what is wrong with which part of the request. */
export interface ApiError {
  /** Its path, such as `selectedFields[1]`; empty where it is about no part. */
  readonly key: string;
  readonly value: string;
  readonly message: string;
}

/** One record of an answer. */
export interface ImportRow {
  readonly type: 'importRow';
  readonly email: string;
  readonly resultId: ResultId;
  readonly resultName: string;
  readonly fields: readonly { readonly id: string; readonly name: string; readonly value: string }[];
  /** Why it is invalid; absent where it is not. */
  readonly errors?: readonly ApiError[];
  /** What is imported although it is probably not what was meant; absent where nothing is. */
  readonly warnings?: readonly ApiError[];
}

/** What every answer looks like. */
export interface ApiAnswer {
  readonly success: boolean;
  readonly message: string;
  /** To the second: `2014-03-03T23:20:23Z`. */
  readonly timestamp: string;
  readonly errors: readonly ApiError[];
  readonly object: Readonly<Record<string, unknown>>;
}
