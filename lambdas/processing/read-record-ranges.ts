import type { ObjectStore } from '../adapters/s3-object-store.ts';
import { type ChunkRange, RepeatsSchema } from '../contracts/chunk.ts';
import { objectKeys } from '../core/object-keys.ts';
import { numbersOf } from '../core/record-ranges.ts';

interface Bucket {
  readonly objects: Pick<ObjectStore, 'openByKey'>;
  readonly resultsBucket: string;
}

/** Numbers of the chunk's records that the splitter found to repeat a key of an earlier chunk. */
export async function readRepeats(
  bucket: Bucket,
  importId: string,
  chunk: ChunkRange,
): Promise<ReadonlySet<number>> {
  if ((chunk.repeats ?? 0) === 0) return new Set();
  return readRecordNumbers(bucket, objectKeys.repeats(importId, chunk.index));
}

export async function readRecordNumbers(
  { objects, resultsBucket }: Bucket,
  key: string,
): Promise<ReadonlySet<number>> {
  const stream = await objects.openByKey(resultsBucket, key);
  const text = Buffer.concat(await stream.toArray()).toString('utf8');
  return numbersOf(RepeatsSchema.parse(JSON.parse(text)));
}
