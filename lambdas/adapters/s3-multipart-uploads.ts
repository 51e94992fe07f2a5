import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  paginateListParts,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ArrivedPart } from '../core/lifecycle/upload-parts.ts';
import { RollcallError } from '../runtime/errors.ts';
import { s3Client } from './s3-client.ts';

export interface MultipartUpload {
  readonly bucket: string;
  readonly key: string;
  readonly uploadId: string;
}

/** Uploads in parts that others send by signed URLs. */
export interface MultipartUploads {
  /** @param metadata of the object, without the prefix `x-amz-meta-`. ASCII. @returns the upload id */
  begin(
    object: Omit<MultipartUpload, 'uploadId'> & { readonly metadata: Readonly<Record<string, string>> },
  ): Promise<string>;
  /** The URL of a PUT. S3 refuses a body of another size. */
  signPart(
    upload: MultipartUpload,
    part: Pick<ArrivedPart, 'number' | 'bytes'>,
    seconds: number,
  ): Promise<string>;
  /** By number. Undefined: the upload was completed or aborted. */
  parts(upload: MultipartUpload): Promise<readonly ArrivedPart[] | undefined>;
  /** `gone`: the upload was completed or aborted. `changed`: a part has another ETag now. */
  complete(upload: MultipartUpload, parts: readonly ArrivedPart[]): Promise<'completed' | 'gone' | 'changed'>;
  /** Without effect if the upload was completed or aborted. */
  abort(upload: MultipartUpload): Promise<void>;
}

export function createS3MultipartUploads(client = s3Client()): MultipartUploads {
  return {
    async begin({ bucket, key, metadata }) {
      const { UploadId } = await client.send(
        new CreateMultipartUploadCommand({
          Bucket: bucket,
          Key: key,
          ContentType: 'application/octet-stream',
          Metadata: { ...metadata },
        }),
      );
      if (UploadId === undefined)
        throw new RollcallError('ContractViolation', 'S3 answered without an upload id');
      return UploadId;
    },
    signPart: (upload, { number, bytes }, seconds) =>
      getSignedUrl(
        client,
        new UploadPartCommand({ ...placeOf(upload), PartNumber: number, ContentLength: bytes }),
        {
          expiresIn: seconds,
          // Otherwise the length is no part of the signature, or a parameter of the URL that S3 does not compare.
          signableHeaders: new Set(['host', 'content-length']),
          unhoistableHeaders: new Set(['content-length']),
        },
      ),
    parts: (upload) => unlessGone(listParts(client, upload), undefined),
    complete: (upload, parts) => complete(client, upload, parts),
    abort: (upload) =>
      unlessGone(
        client.send(new AbortMultipartUploadCommand(placeOf(upload))).then(() => undefined),
        undefined,
      ),
  };
}

const placeOf = ({ bucket, key, uploadId }: MultipartUpload) => ({
  Bucket: bucket,
  Key: key,
  UploadId: uploadId,
});

async function listParts(client: S3Client, upload: MultipartUpload): Promise<readonly ArrivedPart[]> {
  const arrived: ArrivedPart[] = [];
  for await (const { Parts = [] } of paginateListParts({ client }, placeOf(upload)))
    for (const { PartNumber: number = 0, Size: bytes = 0, ETag = '' } of Parts)
      arrived.push({ number, bytes, etag: ETag.replaceAll('"', '') });
  return arrived;
}

async function complete(
  client: S3Client,
  upload: MultipartUpload,
  parts: readonly ArrivedPart[],
): Promise<'completed' | 'gone' | 'changed'> {
  const Parts = parts.map(({ number, etag }) => ({ PartNumber: number, ETag: `"${etag}"` }));
  try {
    await client.send(new CompleteMultipartUploadCommand({ ...placeOf(upload), MultipartUpload: { Parts } }));
    return 'completed';
  } catch (error) {
    if (isNamed(error, 'NoSuchUpload')) return 'gone';
    if (isNamed(error, 'InvalidPart')) return 'changed';
    throw error;
  }
}

async function unlessGone<T, E>(sending: Promise<T>, otherwise: E): Promise<T | E> {
  try {
    return await sending;
  } catch (error) {
    if (isNamed(error, 'NoSuchUpload')) return otherwise;
    throw error;
  }
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof Error && error.name === name;
}
