import { readLines } from '../adapters/read-object.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import { type ChunkRange, ChunkRangeSchema } from '../contracts/chunk.ts';
import type { SplitImport } from './import-stage.ts';

/** The chunks of a split import, in file order; fewer than 10,000. */
export async function readManifest(
  {
    objects,
    resultsBucket,
  }: { readonly objects: Pick<ObjectStore, 'openByKey'>; readonly resultsBucket: string },
  { split }: Pick<SplitImport, 'split'>,
): Promise<readonly ChunkRange[]> {
  const lines = await readLines(objects, { bucket: resultsBucket, key: split.manifestKey });
  return lines.map((line) => ChunkRangeSchema.parse(JSON.parse(line)));
}
