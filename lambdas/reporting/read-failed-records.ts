import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkItem, Part } from '../contracts/chunk.ts';
import { RollcallError } from '../runtime/errors.ts';
import { readPart } from './read-part.ts';

interface Source {
  readonly objects: Pick<ObjectStore, 'openByKey'>;
  readonly resultsBucket: string;
}

type PartWithFailures = Part & { readonly failedKey: string };

/** The chunk's failed records as they were sent, each with its ending, in file order. */
export async function* readFailedRecords(source: Source, { parts = [] }: ChunkItem): AsyncGenerator<Buffer> {
  const failed = parts.filter((part): part is PartWithFailures => part.failedKey !== undefined);
  const [only] = failed;
  // The usual case, and the only one in which a record may be too large to be held.
  if (failed.length === 1 && only !== undefined)
    yield* await source.objects.openByKey(source.resultsBucket, only.failedKey);
  else if (failed.length > 1) yield* await interleaved(source, failed);
}

/** The map and the deferred step each left a part; their records alternate in the file. */
async function interleaved(source: Source, parts: readonly PartWithFailures[]): Promise<readonly Buffer[]> {
  const records = await Promise.all(parts.map((part) => recordsOf(source, part)));
  return records
    .flat()
    .sort((a, b) => a.recordNumber - b.recordNumber)
    .map(({ raw }) => raw);
}

async function recordsOf(source: Source, { key, failedKey }: PartWithFailures) {
  const stream = await source.objects.openByKey(source.resultsBucket, failedKey);
  const bytes = Buffer.concat(await stream.toArray());
  let at = 0;
  const records: { recordNumber: number; raw: Buffer }[] = [];
  for (const { recordNumber, failedBytes } of await readPart(source, key)) {
    if (failedBytes === undefined) continue;
    records.push({ recordNumber, raw: bytes.subarray(at, at + failedBytes) });
    at += failedBytes;
  }
  if (at === bytes.length) return records;
  throw new RollcallError('ContractViolation', 'a part does not fit its failed records');
}
