import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Upload } from '@aws-sdk/lib-storage';
import type { UploadMetadata } from '../lambdas/contracts/import-options.ts';
import type { Clients } from './clients.ts';
import type { ImportArguments } from './import-arguments.ts';

export interface UploadRequest {
  readonly arguments: ImportArguments;
  /** By which the import is found again. */
  readonly requestId: string;
  readonly onProgress: (uploadedBytes: number, totalBytes: number) => void;
}

/** Puts the file where a partner system would: the key says tenant and type, the metadata the choices. */
export async function uploadFile(
  clients: Clients,
  { arguments: args, requestId, onProgress }: UploadRequest,
): Promise<void> {
  const { size } = await stat(args.file);
  const Key = `partners/${args.tenant}/${args.type}/${basename(args.file)}`;
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

function metadataOf(args: ImportArguments, requestId: string): Record<string, string> {
  const metadata: UploadMetadata = {
    'rollcall-request-id': requestId,
    'rollcall-mode': args.mode,
    'rollcall-on-blank': args.onBlank,
    'rollcall-segment': args.segment,
    'rollcall-segment-action': args.segmentAction,
    'rollcall-notify': args.notify,
  };
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
