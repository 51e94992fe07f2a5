import type { ObjectStore } from '../adapters/s3-object-store.ts';
import { type ChunkRange, ChunkRangeSchema } from '../contracts/chunk.ts';
import type { Import } from '../contracts/import.ts';
import { RollcallError } from '../runtime/errors.ts';

/** The chunks of an import that was split, in file order: at most 10,000. */
export async function readManifest(
  {
    objects,
    resultsBucket,
  }: { readonly objects: Pick<ObjectStore, 'openByKey'>; readonly resultsBucket: string },
  { split }: Import,
): Promise<readonly ChunkRange[]> {
  if (split === undefined) throw new RollcallError('ContractViolation', 'the import was not split');
  const stream = await objects.openByKey(resultsBucket, split.manifestKey);
  const text = Buffer.concat(await stream.toArray()).toString('utf8');
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => ChunkRangeSchema.parse(JSON.parse(line)));
}
