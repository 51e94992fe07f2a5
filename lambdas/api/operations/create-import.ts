import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { recipientAddress } from '../../contracts/email-address.ts';
import { type Import, ImportIdSchema, UNFINISHED } from '../../contracts/import.ts';
import { ImportOptionsSchema } from '../../contracts/import-options.ts';
import { ImportStatusSchema } from '../../contracts/import-status.ts';
import { executionArn, executionName } from '../../core/naming/execution-name.ts';
import { newImportId } from '../../core/naming/upload-identity.ts';
import { uploadKey } from '../../core/naming/upload-key.ts';
import { findDefinition } from '../../import-types/registry.ts';
import { reachedLimit } from '../../turns/limit-open-imports.ts';
import type { Bearer } from '../bearer.ts';
import { operation } from '../operation.ts';
import { mayUse } from '../own-import.ts';
import type { ApiPorts } from '../ports.ts';
import { Problem } from '../problem.ts';
import { metadataOf, OptionsSchema } from '../upload-options.ts';

/** S3 takes 5 GB in one request; a browser cannot continue one that breaks. */
export const MAX_FORM_BYTES = 100 * 1024 * 1024;
/** For so long an upload can begin. */
export const UPLOAD_MINUTES = 60;
/** An upload that began in time may take as long again. */
const EXPIRY_MINUTES = 2 * UPLOAD_MINUTES;

const CreateImportSchema = z
  .strictObject({
    importType: z.string().max(64),
    fileName: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^/\\\p{Cc}]+$/u, 'expected a file name without folders and control characters'),
    bytes: z.int().min(0).max(MAX_FORM_BYTES).meta({ description: 'The exact size of the file.' }),
    options: OptionsSchema.prefault({}),
    map: z
      .record(z.string().min(1), z.string().min(1))
      .optional()
      .meta({ description: 'Field by column, for columns with other names. `-` ignores a column.' }),
    notify: recipientAddress('').optional(),
    requestId: z
      .string()
      .min(1)
      .max(128)
      .optional()
      .meta({ description: 'Your own id, to find the import again.' }),
  })
  .meta({ id: 'CreateImport' });
type CreateImport = z.output<typeof CreateImportSchema>;

const UploadSchema = z
  .object({
    method: z.literal('POST'),
    url: z.url(),
    fields: z.record(z.string(), z.string()),
    validUntil: z.iso.datetime(),
  })
  .meta({
    id: 'Upload',
    description: 'Send `fields` as multipart/form-data to `url`, and the file as the last field, `file`.',
  });

export const createImport = operation({
  id: 'createImport',
  method: 'POST',
  path: '/v1/imports',
  tag: 'Imports',
  summary: 'Creates an import and returns the form with which its file is uploaded.',
  description: `The import has the status \`AWAITING_UPLOAD\` until the file arrives, and expires ${EXPIRY_MINUTES / 60} hours after its creation. S3 refuses a file of another size.`,
  permission: 'imports:write',
  body: CreateImportSchema,
  status: 201,
  result: z
    .object({ id: ImportIdSchema, status: ImportStatusSchema, upload: UploadSchema })
    .meta({ id: 'CreatedImport' }),
  problems: ['invalid-request', 'unsupported-media-type', 'too-large', 'conflict'],
  async run({ bearer, body }, ports) {
    checkType(bearer, body.importType);
    const metadata = metadataOf(body);
    const { overLimit } = await reachedLimit(ports, bearer.tenant);
    if (overLimit !== undefined)
      throw new Problem(
        'conflict',
        `The tenant has ${overLimit} imports that have not ended, which is its limit. Wait until one ends, or cancel one.`,
      );
    const item = newItem(ports, bearer, body);
    const { bucket, key, bytes } = item.upload;
    const form = await ports.presign.upload({ bucket, key, bytes, metadata, seconds: UPLOAD_MINUTES * 60 });
    // After the form, which can fail: an import without one would only wait for its expiry.
    await ports.imports.create(item);
    const validUntil = new Date(Date.parse(item.createdAt) + UPLOAD_MINUTES * 60_000).toISOString();
    return {
      body: {
        id: item.importId,
        status: item.status,
        upload: { method: 'POST' as const, url: form.url, fields: { ...form.fields }, validUntil },
      },
    };
  },
});

/** @throws Problem invalid-request */
function checkType(bearer: Bearer, importType: string): void {
  const definition = mayUse(bearer, importType) ? findDefinition(importType) : undefined;
  const detail =
    definition === undefined
      ? `There is no import type ${importType}.`
      : definition.paired &&
        'Imports of two files cannot be created here yet: upload both files to the bucket.';
  if (detail)
    throw new Problem('invalid-request', detail, {
      errors: [{ in: 'body', pointer: '/importType', detail }],
    });
}

function newItem(
  { uploadsBucket, stateMachineArn, retentionDays, now }: ApiPorts,
  { tenant, kind, id, person }: Bearer,
  { importType, fileName, bytes, requestId }: CreateImport,
) {
  const at = now();
  const createdAt = at.toISOString();
  const importId = newImportId(at, randomBytes(16));
  return {
    importId,
    tenant,
    importType,
    fileName,
    status: 'AWAITING_UPLOAD',
    upload: {
      bucket: uploadsBucket,
      key: uploadKey({ tenant, importType, folder: importId, fileName }),
      bytes,
      expiresAt: new Date(at.getTime() + EXPIRY_MINUTES * 60_000).toISOString(),
    },
    createdBy: { kind, id, ...(person !== undefined && { person }) },
    // Those of the upload's metadata replace them when the file arrives.
    options: ImportOptionsSchema.parse({}),
    ...(requestId !== undefined && { requestId }),
    retentionDays,
    attempt: 1,
    arrival: createdAt,
    executionArn: executionArn(stateMachineArn, executionName({ importId, attempt: 1 })),
    unfinished: UNFINISHED,
    createdAt,
    updatedAt: createdAt,
  } as const satisfies Import;
}
