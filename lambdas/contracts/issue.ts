import { z } from 'zod';

/** The error codes of `errors.csv`, with the HTTP status that each stands for. */
export const STATUS_CODES = {
  BAD_REQUEST: 400,
  VALIDATION_FAILED: 400,
  NOT_FOUND: 404,
  CONFLICT: 409,
  ITEM_TOO_LARGE: 413,
} as const;

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
});
export type Issue = z.infer<typeof IssueSchema>;
