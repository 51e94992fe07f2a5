import { readObject } from '../adapters/read-object.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkItem, Part } from '../contracts/chunk.ts';
import { RollcallError } from '../runtime/errors.ts';
import { readPart } from './read-part.ts';

interface Source {
  readonly objects: Pick<ObjectStore, 'openByKey'>;
  readonly resultsBucket: string;
}

type PartWithFailures = Part & { readonly failedKey: string };

/** The chunk's failed records with their numbers and errors, each with its line ending, in file order. */
export async function* readFailedRecords(
  source: Source,
  { parts = [] }: Pick<ChunkItem, 'parts'>,
): AsyncGenerator<Buffer> {
  const failed = parts.filter((part): part is PartWithFailures => part.failedKey !== undefined);
  const [only] = failed;
  // The usual case, and the only case in which a record may be too large for memory.
  if (failed.length === 1 && only !== undefined)
    yield* await source.objects.openByKey(source.resultsBucket, only.failedKey);
  else if (failed.length > 1) yield* await interleaved(source, failed);
}

/** ProcessChunk and ProcessDeferred each wrote a part: their records must be merged into file order. */
async function interleaved(source: Source, parts: readonly PartWithFailures[]): Promise<readonly Buffer[]> {
  const records = await Promise.all(parts.map((part) => recordsOf(source, part)));
  return records
    .flat()
    .sort((a, b) => a.recordNumber - b.recordNumber)
    .map(({ raw }) => raw);
}

async function recordsOf(source: Source, { key, failedKey }: PartWithFailures) {
  const bytes = await readObject(source.objects, { bucket: source.resultsBucket, key: failedKey });
  let at = 0;
  const records: { recordNumber: number; raw: Buffer }[] = [];
  for (const { recordNumber, failedBytes } of await readPart(source, key)) {
    if (failedBytes === undefined) continue;
    records.push({ recordNumber, raw: bytes.subarray(at, at + failedBytes) });
    at += failedBytes;
  }
  if (at === bytes.length) return records;
  throw new RollcallError('ContractViolation', 'a part does not match its failed records');
}
