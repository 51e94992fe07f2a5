import * as z from 'zod';
import { partsUploadOf, takesNoFile } from '../../commands/parts-upload.ts';
import { type Import, ImportIdSchema } from '../../contracts/import.ts';
import { bytesOfPart, partCount } from '../../core/lifecycle/upload-parts.ts';
import { operation } from '../operation.ts';
import { readOwnImport } from '../own-import.ts';
import { Problem } from '../problem.ts';
import { URL_MINUTES, urlsUntil } from '../uploads.ts';

/** URLs in one answer. */
const MAX_NUMBERS = 100;

const PARTS = {
  path: '/v1/imports/{importId}/parts',
  tag: 'Uploads',
  permission: 'imports:write',
  params: z.object({ importId: ImportIdSchema }),
} as const;

const PartNumberSchema = z.int().min(1).max(10_000);

const signParts = operation({
  ...PARTS,
  id: 'signParts',
  method: 'POST',
  summary: 'Returns URLs to which parts of the file are sent by PUT.',
  description: `Only for an import whose \`upload.method\` is \`PUT\`. Part n has the bytes from (n − 1) × \`partBytes\`. Each URL is valid for ${URL_MINUTES} minutes and takes exactly \`bytes\` bytes; it needs no bearer. Ask again if S3 refuses one. A part that is sent twice replaces itself.`,
  body: z
    .strictObject({ numbers: z.array(PartNumberSchema).min(1).max(MAX_NUMBERS) })
    .meta({ id: 'SignParts' }),
  status: 200,
  result: z
    .object({
      parts: z.array(z.object({ number: PartNumberSchema, bytes: z.int().nonnegative(), url: z.url() })),
      validUntil: z.iso.datetime(),
    })
    .meta({ id: 'SignedParts' }),
  problems: [
    'invalid-request',
    'not-found',
    'import-damaged',
    'conflict',
    'unsupported-media-type',
    'too-large',
  ],
  async run({ bearer, params, body }, ports) {
    const upload = waitingUpload(await readOwnImport(ports, bearer, params.importId));
    const unknown = body.numbers.findIndex((number) => bytesOfPart(upload, number) === 0);
    if (unknown >= 0) {
      const detail = `The file has ${partCount(upload)} parts; there is no part ${body.numbers[unknown]}.`;
      throw new Problem('invalid-request', detail, {
        errors: [{ in: 'body', pointer: `/numbers/${unknown}`, detail }],
      });
    }
    const parts = body.numbers.map((number) => ({ number, bytes: bytesOfPart(upload, number) }));
    const signed = await Promise.all(
      parts.map(async (part) => ({
        ...part,
        url: await ports.multipart.signPart(upload, part, URL_MINUTES * 60),
      })),
    );
    return { body: { parts: signed, validUntil: urlsUntil(ports.now()) } };
  },
});

const listParts = operation({
  ...PARTS,
  id: 'listParts',
  method: 'GET',
  summary: 'Lists the parts of the file that have arrived, to continue an upload.',
  status: 200,
  result: z
    .object({
      bytes: z.int().nonnegative(),
      partBytes: z.int().positive(),
      arrivedBytes: z.int().nonnegative(),
      parts: z.array(
        z.object({
          number: PartNumberSchema,
          bytes: z.int().nonnegative(),
          md5: z.string().meta({
            description:
              'In hexadecimal. Before you continue an upload, compare it with your file: it may have been changed.',
          }),
        }),
      ),
    })
    .meta({ id: 'ArrivedParts' }),
  problems: ['not-found', 'import-damaged', 'conflict'],
  async run({ bearer, params }, ports) {
    const upload = waitingUpload(await readOwnImport(ports, bearer, params.importId));
    const parts = await ports.multipart.parts(upload);
    if (parts === undefined)
      throw new Problem(
        'conflict',
        'The upload was completed. Follow the import with GET /imports/{importId}.',
      );
    return {
      body: {
        bytes: upload.bytes,
        partBytes: upload.partBytes,
        arrivedBytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
        // The buckets are encrypted by SSE-S3, with which the ETag of a part is its MD5.
        parts: parts.map(({ number, bytes, etag }) => ({ number, bytes, md5: etag })),
      },
    };
  },
});

const completeUpload = operation({
  id: 'completeUpload',
  method: 'POST',
  path: '/v1/imports/{importId}/complete',
  tag: 'Uploads',
  summary: 'Completes an upload in parts. The import then starts.',
  description:
    'All parts must have arrived, with the size that was announced. You can repeat the request: it is answered in the same way.',
  permission: 'imports:write',
  params: PARTS.params,
  status: 200,
  result: z.object({ id: ImportIdSchema, bytes: z.int().nonnegative() }).meta({ id: 'CompletedUpload' }),
  problems: ['not-found', 'import-damaged', 'conflict', 'upload-incomplete'],
  async run({ bearer, params }, ports) {
    const item = await readOwnImport(ports, bearer, params.importId);
    const answer = await ports.completeUpload(item);
    if (answer.completed) return { body: { id: item.importId, bytes: answer.bytes } };
    throw new Problem(answer.code === 'Incomplete' ? 'upload-incomplete' : 'conflict', answer.message);
  },
});

const abandonUpload = operation({
  id: 'abandonUpload',
  method: 'DELETE',
  path: '/v1/imports/{importId}',
  tag: 'Uploads',
  summary: 'Gives up an import whose file has not arrived: it ends as `CANCELLED`.',
  description:
    'The parts that have arrived are deleted. You can repeat the request. An import that has its file is stopped by `POST …/cancel`.',
  permission: 'imports:write',
  params: PARTS.params,
  status: 204,
  problems: ['not-found', 'import-damaged', 'conflict'],
  async run({ bearer, params, logger }, ports) {
    const item = await readOwnImport(ports, bearer, params.importId);
    if (item.source === undefined && item.cancelRequestedAt !== undefined) return { body: undefined };
    if (item.status !== 'AWAITING_UPLOAD' || item.upload === undefined)
      throw new Problem('conflict', takesNoFile(item));
    const answer = await ports.cancel(item, { logger });
    if (!answer.accepted) throw new Problem('conflict', answer.message);
    return { body: undefined };
  },
});

/** @throws Problem conflict if the import does not wait for parts */
function waitingUpload(item: Import) {
  const upload = partsUploadOf(item);
  if (upload === undefined)
    throw new Problem('conflict', 'The file of this import is uploaded by a form, not in parts.');
  if (item.status !== 'AWAITING_UPLOAD' || item.cancelRequestedAt !== undefined)
    throw new Problem('conflict', takesNoFile(item));
  return upload;
}

export const UPLOAD_OPERATIONS = [signParts, listParts, completeUpload, abandonUpload];
