import { Readable } from 'node:stream';
import { GetObjectCommand, HeadObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ObjectReference } from '../contracts/file-layout.ts';
import { RollcallError } from '../runtime/errors.ts';
import { s3Client } from './s3-client.ts';

export interface StoredObject {
  readonly etag: string;
  /** Bytes. */
  readonly size: number;
}

export interface ObjectHead extends StoredObject {
  readonly metadata: Readonly<Record<string, string>>;
  readonly versionId: string | undefined;
}

export interface ObjectReads {
  /** Undefined when there is no such object. */
  head(bucket: string, key: string, versionId?: string): Promise<ObjectHead | undefined>;
  /**
   * The caller owns the pieces and may release their memory after reading.
   * @throws SourceChanged when the object is no longer the one that the reference names; SourceDeleted when it is gone.
   */
  open(object: ObjectReference, range?: { readonly start: number; readonly end: number }): Promise<Readable>;
  /** Opens an object that Rollcall wrote, without a check of its ETag. */
  openByKey(bucket: string, key: string): Promise<Readable>;
}

/** Reads objects. A function that does not write any has less code with it. */
export function createS3ObjectReads(client = s3Client()): ObjectReads {
  return {
    head: (bucket, key, versionId) => head(client, bucket, key, versionId),
    open: (object, range) => open(client, object, range),
    openByKey: async (bucket, key) =>
      bodyOf(await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }))),
  };
}

async function head(
  client: S3Client,
  bucket: string,
  key: string,
  versionId?: string,
): Promise<ObjectHead | undefined> {
  try {
    const answer = await client.send(
      new HeadObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }),
    );
    const { ETag = '', ContentLength = 0, Metadata = {}, VersionId } = answer;
    return { etag: bareEtag(ETag), size: ContentLength, metadata: Metadata, versionId: VersionId };
  } catch (error) {
    if (isNamed(error, 'NotFound', 'NoSuchKey', 'NoSuchVersion')) return undefined;
    throw error;
  }
}

async function open(
  client: S3Client,
  object: ObjectReference,
  range?: { start: number; end: number },
): Promise<Readable> {
  const request = new GetObjectCommand({
    Bucket: object.bucket,
    Key: object.key,
    VersionId: object.versionId,
    IfMatch: `"${object.etag}"`,
    ...(range === undefined ? {} : { Range: `bytes=${range.start}-${range.end - 1}` }),
  });
  try {
    const answer = await client.send(request);
    // Not every S3 implementation supports If-Match; the ETag of the answer is compared as well.
    if (bareEtag(answer.ETag ?? '') !== object.etag) {
      bodyOf(answer).destroy();
      throw new RollcallError('SourceChanged', 'the object was replaced while its import was running');
    }
    return bodyOf(answer);
  } catch (error) {
    if (isNamed(error, 'PreconditionFailed', 'InvalidRange'))
      throw new RollcallError('SourceChanged', 'the object was replaced since its import began', {
        cause: error,
      });
    if (isNamed(error, 'NoSuchKey', 'NoSuchVersion'))
      throw new RollcallError('SourceDeleted', 'the object was deleted since its import began', {
        cause: error,
      });
    throw error;
  }
}

function bodyOf(answer: { Body?: unknown }): Readable {
  if (answer.Body instanceof Readable) return answer.Body;
  throw new RollcallError('ContractViolation', 'S3 answered without a body');
}

export function bareEtag(etag: string): string {
  return etag.replace(/^"|"$/g, '');
}

function isNamed(error: unknown, ...names: string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
