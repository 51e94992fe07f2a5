import * as z from 'zod';
import { ColumnMapSchema, SimilarColumnsSchema } from './column-map.ts';
import { recipientAddress } from './email-address.ts';
import { FileEncodingSchema } from './file-encoding.ts';
import { FileLocaleSchema } from './file-locale.ts';
import { SEGMENT_KEY } from './segment-key.ts';

/** Names of tenants, segments and the like, as they appear in object keys, table keys and metadata. */
export const TenantSchema = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9_-]{0,62}$/i,
    'a tenant is 1 to 63 letters, digits, "-" or "_", beginning with a letter or a digit',
  );

export const SegmentKeySchema = z
  .string()
  .regex(SEGMENT_KEY, 'a segment key is 1 to 128 letters, digits, ".", "-" or "_"');

/** `100` records or `2.5%` of the file's. */
export const ErrorBudgetTextSchema = z
  .string()
  .regex(
    /^(\d{1,9}|(\d{1,2}(\.\d{1,3})?|100)%)$/,
    'expected a number of records such as 100, or a share such as 5%',
  );

/** How many records may fail before the import is aborted: more than that, and the file is probably the wrong one. */
export const ErrorBudgetSchema = z.union([
  z.object({ records: z.number().int().nonnegative() }),
  z.object({ percent: z.number().min(0).max(100) }),
]);
export type ErrorBudget = z.infer<typeof ErrorBudgetSchema>;

/** `import` writes at once; see ImportOptions. */
export const PurposeSchema = z.enum(['import', 'evaluate', 'confirm']);
export type Purpose = z.infer<typeof PurposeSchema>;

/** The choices of one import. They travel as the uploaded object's user metadata (`rollcall-mode`, …). */
export const ImportOptionsSchema = z.object({
  /**
   * `evaluate`: reports what the import would do and writes nothing. `confirm`: does that first, and imports when the
   * sender confirms. Absent: as the import type says.
   */
  purpose: PurposeSchema.optional(),
  /** Which users a record may touch: both kinds, only new ones, only existing ones. */
  mode: z.enum(['upsert', 'create-only', 'update-only']).default('upsert'),
  /** What a blank cell does to its field: leaves it as it is, or clears it. */
  onBlank: z.enum(['keep', 'clear']).default('keep'),
  segment: z.object({ key: SegmentKeySchema, action: z.enum(['add', 'remove']) }).optional(),
  /** What becomes of a user's second record in the file: applied after the first, or failed. */
  duplicates: z.enum(['apply', 'reject']).default('apply'),
  /** The encoding of the file. Absent: the tenant's default, otherwise UTF-8. A byte order mark comes before either. */
  encoding: FileEncodingSchema.optional(),
  /** How a CSV file writes dates, numbers and booleans. Absent: the tenant's default, otherwise ISO 8601 and true/false. */
  locale: FileLocaleSchema.optional(),
  /** The rows of preview.csv: `all`, or (`changes`, the default) without unchanged records. */
  preview: z.enum(['changes', 'all']).optional(),
  /** Absent: the import runs to its end, however many records fail. */
  errorBudget: ErrorBudgetSchema.optional(),
  /** A further recipient of the e-mails about the import, where the tenant's settings name the address or its domain. */
  notify: recipientAddress('notify ').optional(),
  /** Columns that are not named like their fields. Has precedence over what the tenant's settings remember. */
  columnMap: ColumnMapSchema.optional(),
  /** Absent: the file is rejected. */
  similarColumns: SimilarColumnsSchema.optional(),
});
export type ImportOptions = z.infer<typeof ImportOptionsSchema>;
