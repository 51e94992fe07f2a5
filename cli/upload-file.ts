import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Upload } from '@aws-sdk/lib-storage';
import { ColumnMapTextSchema } from '../lambdas/contracts/column-map.ts';
import type { UploadMetadata } from '../lambdas/contracts/import-options.ts';
import type { Clients } from './clients.ts';
import type { ImportArguments } from './import-arguments.ts';

export interface UploadRequest {
  readonly arguments: ImportArguments;
  /** Identifies the import of this upload. */
  readonly requestId: string;
  readonly onProgress: (uploadedBytes: number, totalBytes: number) => void;
}

/**
 * Uploads the file as a partner system would: the key has tenant and type, the metadata has the options. Each upload has a
 * folder of its own, so that commands can upload files of the same name at the same time.
 */
export async function uploadFile(
  clients: Clients,
  { arguments: args, requestId, onProgress }: UploadRequest,
): Promise<void> {
  const { size } = await stat(args.file);
  const Key = `partners/${args.tenant}/${args.type}/${requestId}/${keyName(basename(args.file))}`;
  const Body = size === 0 ? '' : createReadStream(args.file, { highWaterMark: 1024 * 1024 });
  const upload = new Upload({
    client: clients.s3,
    params: { Bucket: clients.uploadsBucket, Key, Body, Metadata: metadataOf(args, requestId) },
    partSize: 16 * 1024 * 1024,
    queueSize: 2,
  });
  upload.on('httpUploadProgress', ({ loaded = 0 }) => onProgress(loaded, size));
  await upload.done();
}

/** S3 on this machine stores objects as files. File names have at most 255 bytes, its own suffix included. */
const MAX_NAME_BYTES = 200;

/** The file's name, shortened if it is too long for an object of this machine; the extension stays. */
export function keyName(name: string): string {
  if (Buffer.byteLength(name) <= MAX_NAME_BYTES) return name;
  const extension = /(\.[A-Za-z0-9]{1,8}){0,2}$/.exec(name)?.[0] ?? '';
  let kept = [...name.slice(0, name.length - extension.length)];
  while (Buffer.byteLength(`${kept.join('')}…${extension}`) > MAX_NAME_BYTES) kept = kept.slice(0, -1);
  return `${kept.join('')}…${extension}`;
}

function metadataOf(args: ImportArguments, requestId: string): Record<string, string> {
  const metadata: UploadMetadata = {
    'rollcall-request-id': requestId,
    'rollcall-mode': args.mode,
    'rollcall-purpose': args.purpose,
    'rollcall-on-blank': args.onBlank,
    'rollcall-segment': args.segment,
    'rollcall-segment-action': args.segmentAction,
    'rollcall-duplicates': args.duplicates,
    'rollcall-preview': args.preview,
    'rollcall-max-failed': args.maxFailed,
    'rollcall-encoding': args.encoding,
    'rollcall-locale': args.locale,
    'rollcall-notify': args.notify,
    'rollcall-map': args.map && ColumnMapTextSchema.encode(args.map),
    'rollcall-similar-columns': args.similarColumns,
  };
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
