import * as z from 'zod';
import { ColumnMapTextSchema, SimilarColumnsSchema } from '../contracts/column-map.ts';
import { EncodingNameSchema } from '../contracts/file-encoding.ts';
import { ErrorBudgetTextSchema, PurposeSchema, SegmentKeySchema } from '../contracts/import-options.ts';
import {
  ParametersTextSchema,
  type UploadMetadata,
  UploadMetadataSchema,
} from '../contracts/upload-metadata.ts';
import { inPlainWords } from '../core/wording/describe-issue.ts';
import { invalidFields } from './problem.ts';

/** The choices of one import, as in the metadata of an upload: docs/import-options.md explains them. */
export const OptionsSchema = z
  .strictObject({
    purpose: PurposeSchema.optional(),
    mode: z.enum(['upsert', 'create-only', 'update-only']).optional(),
    onBlank: z.enum(['keep', 'clear']).optional(),
    segment: z.strictObject({ key: SegmentKeySchema, action: z.enum(['add', 'remove']) }).optional(),
    duplicates: z.enum(['apply', 'reject']).optional(),
    preview: z.enum(['changes', 'all']).optional(),
    maxFailed: ErrorBudgetTextSchema.optional(),
    encoding: EncodingNameSchema.optional(),
    locale: UploadMetadataSchema.shape['rollcall-locale'],
    similarColumns: SimilarColumnsSchema.optional(),
    parameters: z.unknown().optional().meta({ description: 'What the import type needs besides the file.' }),
  })
  .meta({ id: 'ImportOptions' });

export interface UploadChoices {
  readonly options: z.output<typeof OptionsSchema>;
  /** Field by column; `-` ignores the column. */
  readonly map?: Readonly<Record<string, string>> | undefined;
  readonly notify?: string | undefined;
  readonly requestId?: string | undefined;
}

/**
 * The choices as metadata of the uploaded object, which the upload's policy fixes. So an upload through the API is read in the
 * same way as every other upload.
 * @throws Problem invalid-request
 */
export function metadataOf({ options, map, notify, requestId }: UploadChoices): Record<string, string> {
  const { segment, parameters } = options;
  const metadata = {
    'rollcall-purpose': options.purpose,
    'rollcall-mode': options.mode,
    'rollcall-on-blank': options.onBlank,
    'rollcall-segment': segment?.key,
    'rollcall-segment-action': segment?.action,
    'rollcall-duplicates': options.duplicates,
    'rollcall-preview': options.preview,
    'rollcall-max-failed': options.maxFailed,
    'rollcall-encoding': options.encoding,
    'rollcall-locale': options.locale,
    'rollcall-similar-columns': options.similarColumns,
    'rollcall-notify': notify,
    'rollcall-request-id': requestId,
    'rollcall-map': map && encoded('/map', ColumnMapTextSchema, Object.entries(map)),
    'rollcall-parameters':
      parameters === undefined ? undefined : encoded('/options/parameters', ParametersTextSchema, parameters),
  } satisfies UploadMetadata;
  const given = Object.fromEntries(
    Object.entries(metadata).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const parsed = UploadMetadataSchema.safeParse(given, inPlainWords);
  if (!parsed.success)
    throw invalidFields(
      parsed.error.issues.map(({ path, message }) => ({
        in: 'body',
        pointer: `/${path.join('/')}`,
        detail: message,
      })),
    );
  const bytes = Object.entries(given).reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  if (bytes > MAX_METADATA)
    throw invalidFields([
      {
        in: 'body',
        pointer: '',
        detail: `map, parameters and requestId together are too long: ${bytes} bytes, at most ${MAX_METADATA}`,
      },
    ]);
  return given;
}

/** S3 allows 2 KB, with the names. */
const MAX_METADATA = 2000;

function encoded<S extends z.ZodType<unknown, string>>(
  pointer: string,
  schema: S,
  value: z.output<S>,
): string {
  const text = schema.safeEncode(value, inPlainWords);
  if (text.success) return text.data;
  throw invalidFields(text.error.issues.map(({ message }) => ({ in: 'body', pointer, detail: message })));
}
