import { Readable } from 'node:stream';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { type ComposedObject, composeObject } from './compose-object.ts';
import { s3Client } from './s3-client.ts';
import { bareEtag, createS3ObjectReads, type ObjectReads, type StoredObject } from './s3-object-reads.ts';

/** S3 accepts 10,000 parts of 5 MiB to 5 GiB: parts of 16 MiB suffice for a file of 156 GiB. */
const PART_BYTES = 16 * 1024 * 1024;

/** Bytes in S3. Ranges are half-open: first byte, first byte behind. */
export interface ObjectStore extends ObjectReads {
  put(
    bucket: string,
    key: string,
    body: string | Buffer,
    contentType: string,
    metadata?: Readonly<Record<string, string>>,
  ): Promise<void>;
  /** Streams a body of any size in flat memory; a failed upload leaves nothing behind. */
  upload(
    bucket: string,
    key: string,
    body: AsyncIterable<Buffer>,
    contentType: string,
  ): Promise<StoredObject>;
  /** Makes one object of segments in the same bucket. It appears when it is complete. */
  compose(object: ComposedObject): Promise<void>;
}

export function createS3ObjectStore(client = s3Client()): ObjectStore {
  return {
    ...createS3ObjectReads(client),
    put: async (bucket, key, body, contentType, metadata) => {
      const object = { Bucket: bucket, Key: key, Body: body, ContentType: contentType };
      await client.send(new PutObjectCommand({ ...object, ...(metadata && { Metadata: { ...metadata } }) }));
    },
    upload: (bucket, key, body, contentType) => upload(client, bucket, key, body, contentType),
    compose: (object) => composeObject(client, object),
  };
}

async function upload(
  client: S3Client,
  bucket: string,
  key: string,
  body: AsyncIterable<Buffer>,
  type: string,
): Promise<StoredObject> {
  let size = 0;
  const counted = Readable.from(
    countBytes(body, (bytes) => (size += bytes)),
    { objectMode: false },
  );
  const params = { Bucket: bucket, Key: key, Body: counted, ContentType: type };
  const answer = await new Upload({ client, params, partSize: PART_BYTES, queueSize: 2 }).done();
  return { etag: bareEtag(answer.ETag ?? ''), size };
}

async function* countBytes(
  body: AsyncIterable<Buffer>,
  count: (bytes: number) => void,
): AsyncGenerator<Buffer> {
  for await (const bytes of body) {
    count(bytes.length);
    yield bytes;
  }
}
