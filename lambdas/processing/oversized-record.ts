import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkItem, ChunkRange } from '../contracts/chunk.ts';
import type { RecordResult } from '../contracts/result-part.ts';
import { objectKeys, type PartName } from '../core/naming/object-keys.ts';
import { malformedIssue } from '../core/records/malformed-record.ts';
import { recordEnding } from '../core/records/record-ending.ts';
import type { ImportJob } from './import-job.ts';
import { locateRecord } from './locate-record.ts';

/**
 * Reports a record that is too large for memory. Its bytes are streamed from S3 to S3, so that the sender gets the
 * whole record back. In CSV and JSON Lines the chunk is the record and its line break; more line breaks are blank
 * lines. In a JSON array the chunk contains commas too, which would become records when the sender imports the failed
 * records, so the record is located first.
 */
export async function storeOversized(
  { objects, resultsBucket }: { readonly objects: ObjectStore; readonly resultsBucket: string },
  { item: { importId }, content, layout }: ImportJob,
  chunk: ChunkRange,
  name: PartName,
): Promise<Partial<ChunkItem> & Pick<ChunkItem, 'status'>> {
  const failedKey = objectKeys.failedPart(importId, name);
  const whole = { start: chunk.start, end: chunk.end, line: chunk.firstLine };
  const record = layout.format === 'json' ? await locateRecord(objects, content, layout, chunk) : whole;
  const bytes = await objects.open(content, record);
  const withEnding = async function* () {
    yield* bytes;
    yield recordEnding(layout.format);
  };
  const { size } = await objects.upload(resultsBucket, failedKey, withEnding(), 'application/octet-stream');
  const result: RecordResult = {
    recordNumber: chunk.firstRecord,
    line: record.line,
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
