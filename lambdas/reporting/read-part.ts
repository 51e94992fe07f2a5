import type { UserStore } from '../adapters/dynamo-user-store.ts';
import { readLines } from '../adapters/read-object.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkItem } from '../contracts/chunk.ts';
import { type RecordResult, RecordResultSchema } from '../contracts/result-part.ts';
import { unknownReference } from '../core/import-type/unknown-reference.ts';
import { boundIssues } from '../core/wording/bound-issues.ts';
import { RollcallError } from '../runtime/errors.ts';

export interface PartSource {
  readonly objects: Pick<ObjectStore, 'openByKey'>;
  readonly users: Pick<UserStore, 'known'>;
  readonly resultsBucket: string;
  readonly tenant: string;
}

/** A chunk's results in file order, with warnings about references to codes that no user has after the import. */
export async function readChunkResults(
  source: PartSource,
  { parts = [] }: Pick<ChunkItem, 'parts'>,
): Promise<readonly RecordResult[]> {
  const read = await Promise.all(parts.map(({ key }) => readPart(source, key)));
  const results = read.flat().sort((a, b) => a.recordNumber - b.recordNumber);
  const wanted = new Set(results.flatMap(({ references }) => references.map(({ value }) => value)));
  if (wanted.size === 0) return results;
  const known = await source.users.known(source.tenant, wanted);
  return results.map((result) => {
    const unknown = result.references.filter(({ value }) => !known.has(value)).map(unknownReference);
    return unknown.length === 0 ? result : { ...result, issues: boundIssues([...result.issues, ...unknown]) };
  });
}

export async function readPart(
  { objects, resultsBucket }: Omit<PartSource, 'users' | 'tenant'>,
  key: string,
) {
  return (await readLines(objects, { bucket: resultsBucket, key })).map(parseLine);
}

function parseLine(line: string): RecordResult {
  const parsed = RecordResultSchema.safeParse(jsonOf(line));
  if (parsed.success) return parsed.data;
  throw new RollcallError('ContractViolation', 'a line of a part is malformed');
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // The error's message quotes the record and would be written to the execution's history.
    return undefined;
  }
}
