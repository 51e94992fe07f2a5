import * as z from 'zod';
import { recipientAddress } from '../../contracts/email-address.ts';
import { type Import, ImportIdSchema, UNFINISHED } from '../../contracts/import.ts';
import { ImportOptionsSchema } from '../../contracts/import-options.ts';
import { ImportStatusSchema } from '../../contracts/import-status.ts';
import { executionArn, executionName } from '../../core/naming/execution-name.ts';
import { newImportId } from '../../core/naming/upload-identity.ts';
import { uploadKey } from '../../core/naming/upload-key.ts';
import { showName } from '../../core/wording/show-value.ts';
import { findDefinition } from '../../import-types/registry.ts';
import { reachedLimit } from '../../turns/limit-open-imports.ts';
import type { Bearer } from '../bearer.ts';
import { UploadNameSchema } from '../file-name.ts';
import { operation } from '../operation.ts';
import { mayUse } from '../own-types.ts';
import { readPair } from '../pair-of-files.ts';
import type { ApiPorts } from '../ports.ts';
import { Problem } from '../problem.ts';
import { metadataOf, OptionsSchema } from '../upload-options.ts';
import {
  beginUpload,
  FORM_HOURS,
  headerView,
  MAX_FORM_BYTES,
  PARTS_HOURS,
  UploadSchema,
  uploadView,
} from '../uploads.ts';

const AUTO = 'auto';
const MiB = 1024 * 1024;

export const CreateImportSchema = z
  .strictObject({
    importType: z
      .string()
      .max(64)
      .meta({ description: 'The name of a type, or `auto`: it is recognised from the file.' }),
    fileName: UploadNameSchema,
    bytes: z.int().min(0).meta({ description: 'The exact size of the file.' }),
    header: z
      .strictObject({ fileName: UploadNameSchema, bytes: z.int().min(0) })
      .optional()
      .meta({
        description: 'Of an import of two files: the header file. `fileName` is then that of the data file.',
      }),
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

export const createImport = operation({
  id: 'createImport',
  method: 'POST',
  path: '/v1/imports',
  tag: 'Imports',
  summary: 'Creates an import and returns how its file is uploaded.',
  description: `A file of up to ${MAX_FORM_BYTES / MiB} MiB is uploaded by a form (\`method\` is \`POST\`), a larger one in parts (\`PUT\`). The import has the status \`AWAITING_UPLOAD\` until the file arrives, and expires ${FORM_HOURS} hours after its creation, or ${PARTS_HOURS} hours for an upload in parts. S3 refuses a file of another size. A user feed is made of two files: send \`header\`, and upload both.`,
  permission: 'imports:write',
  body: CreateImportSchema,
  status: 201,
  result: z
    .object({
      id: ImportIdSchema,
      status: ImportStatusSchema,
      upload: UploadSchema,
      headerUpload: UploadSchema.optional().meta({ description: 'Of an import of two files. It is a form.' }),
    })
    .meta({ id: 'CreatedImport' }),
  problems: ['invalid-request', 'unsupported-media-type', 'too-large', 'conflict'],
  async run({ bearer, body, creation }, ports) {
    checkType(bearer, body.importType);
    const timestamp = readPair(body, creation.at);
    checkSize(body, ports.maxFileBytes);
    const metadata = metadataOf(await reviewed(ports, bearer, body));
    const id = newImportId(creation.at, creation.seed);
    // Created by an invocation that has died before its answer.
    const stored = (await ports.imports.find(id))?.upload;
    if (stored === undefined) await checkLimit(ports, bearer.tenant);
    const { at } = creation;
    const planned = stored ?? (await planUpload(ports, id, bearer, body, { metadata, at }));
    const upload = await uploadView(ports, planned, { metadata, at });
    // After the upload was prepared, which can fail: an import without one would only wait for its expiry.
    const headerUpload = await headerView(ports, planned, at);
    if (stored === undefined)
      await create(ports, newItem(ports, bearer, body, { id, at, upload: planned, timestamp }));
    return { body: { id, status: 'AWAITING_UPLOAD' as const, upload, headerUpload } };
  },
});

/** Importers cannot leave out the review that their tenant requires. @throws Problem forbidden */
async function reviewed({ tenants }: ApiPorts, bearer: Bearer, body: CreateImport): Promise<CreateImport> {
  const { purpose } = body.options;
  if (bearer.role !== 'importer' || purpose === 'confirm' || purpose === 'evaluate') return body;
  if (!(await tenants.read(bearer.tenant)).reviewRequired) return body;
  if (purpose === undefined) return { ...body, options: { ...body.options, purpose: 'confirm' } };
  throw new Problem(
    'forbidden',
    'The tenant requires that its imports are confirmed. Leave out options.purpose, or send `confirm`.',
    { errors: [{ in: 'body', pointer: '/options/purpose', detail: 'expected `confirm` or `evaluate`' }] },
  );
}

/** @throws Problem conflict */
async function checkLimit(ports: ApiPorts, tenant: string): Promise<void> {
  const { overLimit } = await reachedLimit(ports, tenant);
  if (overLimit !== undefined)
    throw new Problem(
      'conflict',
      overLimit === 1
        ? 'The tenant has an import that has not ended, and its limit is 1. Wait until it ends, or cancel it.'
        : `The tenant has ${overLimit} imports that have not ended, which is its limit. Wait until one ends, or cancel one.`,
    );
}

async function create({ imports }: ApiPorts, item: Import): Promise<void> {
  // With its Idempotency-Key, the request can be repeated, and finds the import.
  if (!(await imports.create(item))) throw new Error('another invocation has created the import');
}

/** @throws Problem invalid-request */
function checkType(bearer: Bearer, importType: string): void {
  // A session that is limited to types must name one of them: it cannot be checked later.
  if (importType === AUTO && bearer.importTypes === undefined) return;
  const definition = mayUse(bearer, importType) ? findDefinition(importType) : undefined;
  if (definition === undefined)
    throw refused('/importType', `There is no import type ${showName(importType)}.`);
}

/** The limit applies to the content of the file. A compressed file that is larger is certainly too large. */
function checkSize({ bytes }: CreateImport, maxFileBytes: number): void {
  if (bytes > maxFileBytes) throw refused('/bytes', `A file may have at most ${maxFileBytes} bytes.`);
}

function refused(pointer: string, detail: string): Problem {
  return new Problem('invalid-request', detail, { errors: [{ in: 'body', pointer, detail }] });
}

async function planUpload(
  { uploadsBucket: bucket, multipart }: ApiPorts,
  id: string,
  { tenant }: Bearer,
  { importType, fileName, bytes, header }: CreateImport,
  fixed: { readonly metadata: Readonly<Record<string, string>>; readonly at: Date },
): Promise<NonNullable<Import['upload']>> {
  const keyOf = (name: string) => uploadKey({ tenant, importType, folder: id, fileName: name });
  const upload = await beginUpload({ multipart }, { bucket, key: keyOf(fileName), bytes }, fixed);
  return { ...upload, ...(header && { header: { key: keyOf(header.fileName), bytes: header.bytes } }) };
}

interface NewImport {
  readonly id: string;
  readonly at: Date;
  readonly upload: NonNullable<Import['upload']>;
  /** Of a pair. */
  readonly timestamp: string | undefined;
}

function newItem(
  { stateMachineArn, retentionDays }: ApiPorts,
  { tenant, kind, id, person }: Bearer,
  { importType, fileName, requestId }: CreateImport,
  { id: importId, at, upload, timestamp }: NewImport,
): Import {
  const createdAt = at.toISOString();
  return {
    importId,
    tenant,
    importType,
    fileName,
    status: 'AWAITING_UPLOAD',
    upload,
    createdBy: { kind, id, ...(person !== undefined && { person }) },
    // Those of the upload's metadata replace them when the file arrives.
    options: ImportOptionsSchema.parse({}),
    ...(requestId !== undefined && { requestId }),
    ...(timestamp !== undefined && { feed: { timestamp, revision: 0 } }),
    retentionDays,
    attempt: 1,
    arrival: createdAt,
    executionArn: executionArn(stateMachineArn, executionName({ importId, attempt: 1 })),
    unfinished: UNFINISHED,
    createdAt,
    updatedAt: createdAt,
  };
}
