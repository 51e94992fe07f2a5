import { readJson } from '../adapters/read-object.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import { type ChunkRange, DeferredRangesSchema, RejectedSchema } from '../contracts/chunk.ts';
import { objectKeys } from '../core/naming/object-keys.ts';
import { numbersOf } from '../core/records/record-ranges.ts';

interface Bucket {
  readonly objects: Pick<ObjectStore, 'openByKey'>;
  readonly resultsBucket: string;
}

/** Numbers of the records that the splitter deferred: they share a key with a record of an earlier chunk. */
export async function readDeferred(
  bucket: Bucket,
  importId: string,
  chunk: ChunkRange,
): Promise<ReadonlySet<number>> {
  if ((chunk.deferred ?? 0) === 0) return new Set();
  return readRecordNumbers(bucket, objectKeys.deferred(importId, chunk.index));
}

/** The chunk's duplicates, each with the number of the first record of the same user. */
export async function readRejected(
  { objects, resultsBucket: bucket }: Bucket,
  importId: string,
  chunk: ChunkRange,
): Promise<ReadonlyMap<number, number>> {
  if ((chunk.rejected ?? 0) === 0) return new Map();
  const key = objectKeys.rejected(importId, chunk.index);
  return new Map(await readJson(objects, { bucket, key }, RejectedSchema));
}

export async function readRecordNumbers(
  { objects, resultsBucket: bucket }: Bucket,
  key: string,
): Promise<ReadonlySet<number>> {
  return numbersOf(await readJson(objects, { bucket, key }, DeferredRangesSchema));
}
