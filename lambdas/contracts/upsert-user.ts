/** One user, upserted by itself under the rules of an import. */
import * as z from 'zod';
import { ImportOptionsSchema, TenantSchema } from './import-options.ts';
import { IssueCodeSchema } from './issue.ts';

export const UpsertRequestSchema = z.object({
  tenant: TenantSchema,
  importType: z.literal('participants').default('participants'),
  /** As a line of JSON Lines: nested or dotted. The answer contains what is wrong with it. */
  user: z.unknown(),
  options: ImportOptionsSchema.pick({ mode: true, onBlank: true, segment: true }).prefault({}),
});
export type UpsertRequest = z.infer<typeof UpsertRequestSchema>;

/** One row of an import's `errors.csv`. */
export const UpsertIssueSchema = z.object({
  message: z.string(),
  apiErrorCode: IssueCodeSchema,
  statusCode: z.int(),
  field: z.string().optional(),
});
export type UpsertIssue = z.infer<typeof UpsertIssueSchema>;

const warnings = z.array(UpsertIssueSchema);

export const UpsertAnswerSchema = z.union([
  z.object({
    /** 201: created. */
    statusCode: z.union([z.literal(200), z.literal(201)]),
    body: z.object({
      outcome: z.enum(['created', 'updated', 'unchanged']),
      /** The user after the request, nested, so that it can be sent again. */
      user: z.record(z.string(), z.unknown()),
      warnings,
    }),
  }),
  z.object({
    /** That of the first error. */
    statusCode: z.int().min(400).max(499),
    body: z.object({ errors: z.array(UpsertIssueSchema).min(1), warnings }),
  }),
]);
export type UpsertAnswer = z.infer<typeof UpsertAnswerSchema>;
