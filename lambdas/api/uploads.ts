import * as z from 'zod';
import type { Import } from '../contracts/import.ts';
import { PART_BYTES, partCount } from '../core/lifecycle/upload-parts.ts';
import type { ApiPorts } from './ports.ts';

/** S3 takes 5 GB in one request; a browser cannot continue one that breaks. Larger files are uploaded in parts. */
export const MAX_FORM_BYTES = 100 * 1024 * 1024;
/** For so long a form, or the URL of a part, can be used. */
export const URL_MINUTES = 60;
/** An upload by a form that began in time may take as long again. */
export const FORM_HOURS = 2;
/** 16 GiB in this time are 1.6 Mbit/s. S3 aborts an upload after two days (lib/storage.ts). */
export const PARTS_HOURS = 24;

export const UploadSchema = z
  .discriminatedUnion('method', [
    z
      .object({
        method: z.literal('POST'),
        url: z.url(),
        fields: z.record(z.string(), z.string()),
        validUntil: z.iso.datetime(),
      })
      .meta({
        id: 'FormUpload',
        description: 'Send `fields` as multipart/form-data to `url`, and the file as the last field, `file`.',
      }),
    z
      .object({
        method: z.literal('PUT'),
        uploadId: z.string(),
        partBytes: z.int().positive().meta({ description: 'Bytes of each part, except the last one.' }),
        parts: z.int().positive().meta({ description: 'How many parts the file has.' }),
        validUntil: z.iso.datetime(),
      })
      .meta({
        id: 'PartsUpload',
        description:
          'Ask `POST /imports/{importId}/parts` for the URLs of parts, send the bytes of each part by PUT, and then call `POST /imports/{importId}/complete`.',
      }),
  ])
  .meta({ id: 'Upload' });
export type UploadView = z.input<typeof UploadSchema>;

type Uploaded = NonNullable<Import['upload']>;
type Metadata = Readonly<Record<string, string>>;

/**
 * Where and how a file is uploaded. The metadata, which contains the options of the import, is fixed here: no client that has
 * the URLs can change it.
 */
export async function beginUpload(
  { multipart }: Pick<ApiPorts, 'multipart'>,
  file: Pick<Uploaded, 'bucket' | 'key' | 'bytes'>,
  { metadata, at }: { readonly metadata: Metadata; readonly at: Date },
): Promise<Uploaded> {
  const hours = file.bytes > MAX_FORM_BYTES ? PARTS_HOURS : FORM_HOURS;
  const expiresAt = new Date(at.getTime() + hours * 3_600_000).toISOString();
  if (file.bytes <= MAX_FORM_BYTES) return { ...file, expiresAt };
  const { bucket, key } = file;
  const uploadId = await multipart.begin({ bucket, key, metadata });
  return { ...file, expiresAt, multipart: { uploadId, partBytes: PART_BYTES } };
}

/** What the client needs to upload the file. */
export async function uploadView(
  { presign }: Pick<ApiPorts, 'presign'>,
  upload: Uploaded,
  { metadata, at }: { readonly metadata: Metadata; readonly at: Date },
): Promise<UploadView> {
  const { bucket, key, bytes, expiresAt, multipart } = upload;
  if (multipart !== undefined) {
    const parts = partCount({ bytes, partBytes: multipart.partBytes });
    return { method: 'PUT', ...multipart, parts, validUntil: expiresAt };
  }
  const form = await presign.upload({ bucket, key, bytes, metadata, seconds: URL_MINUTES * 60 });
  return { method: 'POST', url: form.url, fields: { ...form.fields }, validUntil: urlsUntil(at) };
}

/** The form for the header file of a pair; its options are those of the data file. */
export async function headerView(
  { presign }: Pick<ApiPorts, 'presign'>,
  { bucket, expiresAt, header }: Uploaded,
  at: Date,
): Promise<UploadView | undefined> {
  return header && uploadView({ presign }, { bucket, expiresAt, ...header }, { metadata: {}, at });
}

export function urlsUntil(at: Date): string {
  return new Date(at.getTime() + URL_MINUTES * 60_000).toISOString();
}
