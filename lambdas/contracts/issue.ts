import * as z from 'zod';

/** The error codes of `errors.csv`, with the HTTP status of each. */
export const STATUS_CODES = {
  BAD_REQUEST: 400,
  VALIDATION_FAILED: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  ITEM_TOO_LARGE: 413,
} as const;

/** What each code means. docs/errors.md is generated from this table. */
export const ISSUE_MEANINGS: Readonly<Record<keyof typeof STATUS_CODES, string>> = {
  BAD_REQUEST:
    'The record cannot be read, or the value that identifies its user is missing. As a warning: a column was ignored.',
  VALIDATION_FAILED:
    'A value is not valid for its field. The message says what was expected and what was found. As a warning: a value was stored as it was sent, but a tool has probably changed it.',
  NOT_FOUND:
    'The user does not exist, and the import only updates users. As a warning: no user has the referral code.',
  CONFLICT:
    'The record conflicts with stored data: the user already exists, a value cannot be changed, or a value belongs to another user.',
  ITEM_TOO_LARGE: 'The record, or the resulting user, is too large to be stored.',
};

export const IssueCodeSchema = z.enum([
  'BAD_REQUEST',
  'VALIDATION_FAILED',
  'NOT_FOUND',
  'CONFLICT',
  'ITEM_TOO_LARGE',
]);
export type IssueCode = z.infer<typeof IssueCodeSchema>;

export const SeveritySchema = z.enum(['error', 'warning']);
export type Severity = z.infer<typeof SeveritySchema>;

/** A problem of one record: a value in a report, never an exception. An error fails its record, a warning does not. */
export const IssueSchema = z.object({
  severity: SeveritySchema,
  code: IssueCodeSchema,
  message: z.string().min(1),
  /** The message without what was sent, by which issues are counted together. Absent: the message itself. */
  kind: z.string().min(1).optional(),
  /** The column or path that the issue is about; absent when it is about the record as a whole. */
  field: z.string().optional(),
  /** True when the same record, sent again without changes, can succeed later. */
  retryable: z.boolean().default(false),
  /** The sender must fix the whole file: nothing of it is imported. */
  rejectsFile: z.literal(true).optional(),
  /** The number of further issues of the same record and severity that this issue represents; they are not reported separately. */
  more: z.number().int().positive().optional(),
});
export type Issue = z.infer<typeof IssueSchema>;
