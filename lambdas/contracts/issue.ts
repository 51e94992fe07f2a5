import * as z from 'zod';

/** The error codes of `errors.csv`, with the HTTP status that each stands for. */
export const STATUS_CODES = {
  BAD_REQUEST: 400,
  VALIDATION_FAILED: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  ITEM_TOO_LARGE: 413,
} as const;

/** What each code says of a record. docs/errors.md is generated from here. */
export const ISSUE_MEANINGS: Readonly<Record<keyof typeof STATUS_CODES, string>> = {
  BAD_REQUEST:
    'The record cannot be read, or lacks what identifies its user; as a warning: a column was ignored.',
  VALIDATION_FAILED:
    'A value is not what its field takes. The message says what was expected and what was found.',
  NOT_FOUND:
    'There is no such user, and the import only updates; as a warning: nobody has the code that is referred to.',
  CONFLICT:
    'The user as it stands does not allow it: it exists already, or a value is fixed or somebody else’s.',
  ITEM_TOO_LARGE: 'The record, or the user that it would make, is larger than can be stored.',
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

/** What is wrong with one record: a value in a report, never an exception. An error fails its record, a warning does not. */
export const IssueSchema = z.object({
  severity: SeveritySchema,
  code: IssueCodeSchema,
  message: z.string().min(1),
  /** The column or path that the issue is about; absent when it is about the record as a whole. */
  field: z.string().optional(),
  /** True when sending the same record again, as it is, can succeed later. */
  retryable: z.boolean().default(false),
  /** The whole file is the sender's to mend: nothing of it is imported. */
  rejectsFile: z.literal(true).optional(),
});
export type Issue = z.infer<typeof IssueSchema>;
