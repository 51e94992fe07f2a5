import { z } from 'zod';
import { FileLayoutSchema, ObjectReferenceSchema } from './file-layout.ts';
import { ImportOptionsSchema, TenantSchema } from './import-options.ts';
import { CountsSchema } from './outcome.ts';

export const ImportIdSchema = z
  .string()
  .regex(/^imp_[0-9a-z]{26}$/, 'an import id looks like imp_01kakr5e3h…');

export const ImportStatusSchema = z.enum([
  'QUEUED',
  'RUNNING',
  'COMPLETED',
  'COMPLETED_WITH_ERRORS',
  'REJECTED',
  'ABORTED',
]);
export type ImportStatus = z.infer<typeof ImportStatusSchema>;

/** The statuses in which an import stays for ever. */
export const FINAL_STATUSES: ReadonlySet<ImportStatus> = new Set([
  'COMPLETED',
  'COMPLETED_WITH_ERRORS',
  'REJECTED',
  'ABORTED',
]);

const timestamp = z.iso.datetime();

/** A finished file of an import, in the results bucket. */
export const ImportFileSchema = z.object({
  key: z.string(),
  /** Bytes. */
  size: z.number().int().nonnegative(),
});
export type ImportFile = z.infer<typeof ImportFileSchema>;

export const ImportFilesSchema = z.object({
  results: ImportFileSchema.optional(),
  errors: ImportFileSchema.optional(),
  failedRecords: ImportFileSchema.optional(),
  /** What an aborted import did not get to, importable as it is. */
  unprocessedRecords: ImportFileSchema.optional(),
});
export type ImportFiles = z.infer<typeof ImportFilesSchema>;

/** One import, as kept under its id in the imports table. */
export const ImportSchema = z.object({
  importId: ImportIdSchema,
  tenant: TenantSchema,
  /** The import type that was asked for, or `auto`: InspectFile replaces it with what it recognised. */
  importType: z.string(),
  /** The last part of the object key: what the sender called the file. */
  fileName: z.string(),
  status: ImportStatusSchema,
  source: ObjectReferenceSchema,
  options: ImportOptionsSchema,
  requestId: z.string().optional(),
  /** The bytes that the chunks range over: the source itself, or its decompressed copy. */
  content: ObjectReferenceSchema.optional(),
  layout: FileLayoutSchema.optional(),
  /** Columns that no field of the import type answers to; reported once, never silently dropped. */
  unknownColumns: z.array(z.string()).optional(),
  /** What the splitter counted. */
  split: z
    .object({ records: z.number().int(), chunks: z.number().int(), manifestKey: z.string() })
    .optional(),
  counts: CountsSchema.optional(),
  files: ImportFilesSchema.optional(),
  /** The first errors, for the e-mail and the summary. */
  firstErrors: z
    .array(
      z.object({ recordNumber: z.number().int(), line: z.number().int().optional(), message: z.string() }),
    )
    .optional(),
  /** Why the import was rejected or aborted, for the sender to read. */
  reason: z.object({ code: z.string(), message: z.string() }).optional(),
  notification: z
    .object({ status: z.enum(['SENDING', 'SENT']), at: timestamp, messageId: z.string().optional() })
    .optional(),
  createdAt: timestamp,
  updatedAt: timestamp,
  startedAt: timestamp.optional(),
  endedAt: timestamp.optional(),
});
export type Import = z.infer<typeof ImportSchema>;
