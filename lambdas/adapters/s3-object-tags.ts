import { PutObjectTaggingCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3';
import type { ObjectReference } from '../contracts/file-layout.ts';
import { s3Client } from './s3-client.ts';

export type TaggedObject = Pick<ObjectReference, 'bucket' | 'key' | 'versionId'>;

/** Tags of objects in S3; the lifecycle rules of a bucket select objects by them. */
export interface ObjectTags {
  /** The keys of all objects with this prefix. */
  keys(bucket: string, prefix: string): AsyncIterable<string>;
  /** Replaces the object's tags. Without effect when there is no such object. */
  put(object: TaggedObject, tags: Readonly<Record<string, string>>): Promise<void>;
}

/** The last one: a version that is a delete marker. */
const NOT_THERE: ReadonlySet<string> = new Set(['NoSuchKey', 'NoSuchVersion', 'MethodNotAllowed']);

export function createS3ObjectTags(client = s3Client()): ObjectTags {
  return {
    keys: async function* (Bucket, Prefix) {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix }))
        for (const { Key } of Contents) if (Key !== undefined) yield Key;
    },
    put: async ({ bucket, key, versionId }, tags) => {
      const TagSet = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
      try {
        await client.send(
          new PutObjectTaggingCommand({
            Bucket: bucket,
            Key: key,
            VersionId: versionId,
            Tagging: { TagSet },
          }),
        );
      } catch (error) {
        if (!(error instanceof Error && NOT_THERE.has(error.name))) throw error;
      }
    },
  };
}
