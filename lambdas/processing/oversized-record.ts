import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkItem, ChunkRange } from '../contracts/chunk.ts';
import type { ObjectReference } from '../contracts/file-layout.ts';
import type { RecordResult } from '../contracts/result-part.ts';
import { malformedIssue } from '../core/malformed-record.ts';
import { objectKeys, type PartName } from '../core/object-keys.ts';

/**
 * Reports a record that is too large to be held: its bytes go from S3 to S3, so that the sender gets it back whole.
 * The range may end in the record's line break; further ones are blank lines and no records.
 */
export async function storeOversized(
  { objects, resultsBucket }: { readonly objects: ObjectStore; readonly resultsBucket: string },
  content: ObjectReference,
  chunk: ChunkRange,
  importId: string,
  name: PartName,
): Promise<Partial<ChunkItem> & Pick<ChunkItem, 'status'>> {
  const failedKey = objectKeys.failedPart(importId, name);
  const bytes = await objects.open(content, chunk);
  const withLineBreak = async function* () {
    yield* bytes;
    yield Buffer.from('\n');
  };
  const { size } = await objects.upload(
    resultsBucket,
    failedKey,
    withLineBreak(),
    'application/octet-stream',
  );
  const result: RecordResult = {
    recordNumber: chunk.firstRecord,
    line: chunk.firstLine,
    outcome: 'failed',
    issues: [malformedIssue({ reason: 'oversized' })],
    details: {},
    failedBytes: size,
    references: [],
  };
  const key = objectKeys.part(importId, name);
  await objects.put(resultsBucket, key, `${JSON.stringify(result)}\n`, 'application/jsonl');
  const counts = { records: 1, created: 0, updated: 0, unchanged: 0, failed: 1, warnings: 0 };
  return { status: 'DONE', counts, columns: [], unknownFields: [], parts: [{ key, failedKey }] };
}
