import type { ObjectStore } from '../adapters/s3-object-store.ts';
import { type ChunkRange, DeferredRangesSchema, RejectedSchema } from '../contracts/chunk.ts';
import { objectKeys } from '../core/naming/object-keys.ts';
import { numbersOf } from '../core/records/record-ranges.ts';

interface Bucket {
  readonly objects: Pick<ObjectStore, 'openByKey'>;
  readonly resultsBucket: string;
}

/** Numbers of the chunk's records that the splitter found to repeat a key of an earlier chunk. */
export async function readDeferred(
  bucket: Bucket,
  importId: string,
  chunk: ChunkRange,
): Promise<ReadonlySet<number>> {
  if ((chunk.deferred ?? 0) === 0) return new Set();
  return readRecordNumbers(bucket, objectKeys.deferred(importId, chunk.index));
}

/** The chunk's records whose user came before in the file, each with the number of that record. */
export async function readRejected(
  bucket: Bucket,
  importId: string,
  chunk: ChunkRange,
): Promise<ReadonlyMap<number, number>> {
  if ((chunk.rejected ?? 0) === 0) return new Map();
  return new Map(RejectedSchema.parse(await readJson(bucket, objectKeys.rejected(importId, chunk.index))));
}

export async function readRecordNumbers(bucket: Bucket, key: string): Promise<ReadonlySet<number>> {
  return numbersOf(DeferredRangesSchema.parse(await readJson(bucket, key)));
}

async function readJson({ objects, resultsBucket }: Bucket, key: string): Promise<unknown> {
  const stream = await objects.openByKey(resultsBucket, key);
  return JSON.parse(Buffer.concat(await stream.toArray()).toString('utf8'));
}
