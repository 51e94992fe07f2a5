import { DeleteObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import pMap from 'p-map';
import { s3Client } from './s3-client.ts';

const PARALLEL_DELETES = 32;

/** Deletes objects for good. */
export interface ObjectEraser {
  /** @param versionId the version, in a bucket with versions; without it, only a delete marker would be added */
  delete(bucket: string, key: string, versionId?: string): Promise<void>;
  /** Up to a thousand keys. */
  list(bucket: string, prefix: string): Promise<readonly string[]>;
  /** All objects under the prefix, in a bucket without versions. @returns how many there were */
  deleteAll(bucket: string, prefix: string): Promise<number>;
}

export function createS3ObjectEraser(client = s3Client()): ObjectEraser {
  const remove = async (Bucket: string, Key: string, VersionId?: string) => {
    await client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  };
  const list = async (Bucket: string, Prefix: string) => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix }));
    return Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
  };
  return {
    delete: remove,
    list,
    async deleteAll(bucket, prefix) {
      let deleted = 0;
      for (;;) {
        const keys = await list(bucket, prefix);
        if (keys.length === 0) return deleted;
        await pMap(keys, (key) => remove(bucket, key), { concurrency: PARALLEL_DELETES });
        deleted += keys.length;
      }
    },
  };
}
