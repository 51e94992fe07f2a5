import * as z from 'zod';
import { ColumnMapTextSchema, SimilarColumnsSchema } from './column-map.ts';
import { recipientAddress } from './email-address.ts';
import { EncodingNameSchema } from './file-encoding.ts';
import { FileLocaleSchema } from './file-locale.ts';
import {
  ErrorBudgetTextSchema,
  ImportOptionsSchema,
  PurposeSchema,
  SegmentKeySchema,
} from './import-options.ts';

/** All metadata of an object may take 2 KB. */
export const MAX_PARAMETERS = 1536;

/** What a file's type needs besides the file, as JSON in base64url: metadata is ASCII. */
export const ParametersTextSchema = z.codec(
  z.string().max(MAX_PARAMETERS, `expected at most ${MAX_PARAMETERS} characters`),
  z.unknown(),
  {
    decode: (text, context) => {
      try {
        return JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
      } catch {
        context.issues.push({ code: 'custom', input: text, message: 'expected JSON in base64url' });
        return z.NEVER;
      }
    },
    encode: (parameters) => Buffer.from(JSON.stringify(parameters)).toString('base64url'),
  },
);

/** Keys of the object's user metadata (`x-amz-meta-…` on the wire), all optional. */
export const UploadMetadataSchema = z
  .object({
    /** `evaluate` is an upsert that is evaluated and not made: short for `rollcall-purpose: evaluate`. */
    'rollcall-mode': z.enum(['upsert', 'create-only', 'update-only', 'evaluate']).optional(),
    'rollcall-purpose': PurposeSchema.optional(),
    'rollcall-on-blank': ImportOptionsSchema.shape.onBlank.optional(),
    'rollcall-segment': SegmentKeySchema.optional(),
    'rollcall-segment-action': z.enum(['add', 'remove']).optional(),
    'rollcall-duplicates': ImportOptionsSchema.shape.duplicates.optional(),
    'rollcall-preview': ImportOptionsSchema.shape.preview,
    'rollcall-max-failed': ErrorBudgetTextSchema.optional(),
    'rollcall-encoding': EncodingNameSchema.optional(),
    'rollcall-locale': FileLocaleSchema.optional(),
    'rollcall-notify': recipientAddress('').optional(),
    'rollcall-map': ColumnMapTextSchema.optional(),
    'rollcall-similar-columns': SimilarColumnsSchema.optional(),
    /** ParametersTextSchema reads it, in InspectFile. */
    'rollcall-parameters': z.string().optional(),
    /** An id of the sender's own choosing by which it finds its import again. */
    'rollcall-request-id': z.string().min(1).max(128).optional(),
  })
  .refine((m) => m['rollcall-segment-action'] === undefined || m['rollcall-segment'] !== undefined, {
    message: 'rollcall-segment-action needs rollcall-segment',
  });
export type UploadMetadata = z.input<typeof UploadMetadataSchema>;
