import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkRange } from '../contracts/chunk.ts';
import type { ObjectReference } from '../contracts/file-layout.ts';
import type { RecordResult } from '../contracts/result-part.ts';
import { malformedIssue } from '../core/malformed-record.ts';
import type { ChunkReport } from './chunk-report.ts';

/**
 * Reports a record that is too large to be held: its bytes go from S3 to S3, so that the sender gets it back whole.
 * The range may end in the record's line break; a second one is an empty line and no record.
 */
export async function reportOversized(
  ports: { readonly objects: ObjectStore; readonly resultsBucket: string },
  content: ObjectReference,
  chunk: ChunkRange,
  failedKey: string,
): Promise<ChunkReport> {
  const bytes = await ports.objects.open(content, chunk);
  const withLineBreak = async function* () {
    yield* bytes;
    yield Buffer.from('\n');
  };
  await ports.objects.upload(ports.resultsBucket, failedKey, withLineBreak(), 'application/octet-stream');
  const result: RecordResult = {
    recordNumber: chunk.firstRecord,
    line: chunk.firstLine,
    outcome: 'failed',
    issues: [malformedIssue({ reason: 'oversized' })],
    details: {},
    references: [],
  };
  const counts = { records: 1, created: 0, updated: 0, unchanged: 0, failed: 1, warnings: 0 };
  return {
    counts,
    part: `${JSON.stringify(result)}\n`,
    failedRecords: undefined,
    columns: [],
    unknownFields: [],
  };
}
