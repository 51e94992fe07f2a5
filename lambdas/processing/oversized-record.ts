import { readSource } from '../adapters/read-object.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkItem, ChunkRange } from '../contracts/chunk.ts';
import type { RecordResult } from '../contracts/result-part.ts';
import { wholeCharacters } from '../core/encoding/whole-characters.ts';
import type { PartName } from '../core/naming/object-keys.ts';
import { malformedIssue } from '../core/records/malformed-record.ts';
import { originalOfText } from '../core/round-trip/original-record.ts';
import { IssueCounter } from '../core/wording/group-issues.ts';
import { writeFailedRecords } from './failed-records.ts';
import type { ImportJob } from './import-job.ts';
import { locateRecord } from './locate-record.ts';
import { storeReport } from './store-report.ts';

/** Bytes of the record that are shown. A spreadsheet takes at most 32,767 characters in a cell. */
const SHOWN_BYTES = 30_000;

/**
 * Reports a record that is too large for memory. The failed records contain its beginning, and where the rest of it is: no
 * spreadsheet reads a cell of megabytes, and the record would be too large again. In a JSON array the chunk also contains
 * commas, so the record is located first.
 */
export async function storeOversized(
  ports: { readonly objects: ObjectStore; readonly resultsBucket: string },
  { item: { importId }, content, layout }: ImportJob,
  chunk: ChunkRange,
  name: PartName,
): Promise<Partial<ChunkItem> & Pick<ChunkItem, 'status'>> {
  const { start, end, line } =
    layout.format === 'json'
      ? await locateRecord(ports.objects, content, layout, chunk)
      : { start: chunk.start, end: chunk.end, line: chunk.firstLine };
  const first = await readSource(ports.objects, content, { start, end: Math.min(end, start + SHOWN_BYTES) });
  const malformed = { reason: 'oversized' } as const;
  const record = {
    recordNumber: chunk.firstRecord,
    originalRecord: originalOfText(first, layout),
    raw: Buffer.concat([wholeCharacters(first), Buffer.from(` … (${end - start} bytes, from line ${line})`)]),
    malformed,
    issues: [malformedIssue(malformed)],
  };
  const failedRecords = Buffer.concat(writeFailedRecords(layout, [record]));
  const result: RecordResult = {
    recordNumber: record.recordNumber,
    ...(record.originalRecord !== undefined && { originalRecord: record.originalRecord }),
    line,
    outcome: 'failed',
    issues: record.issues,
    details: {},
    failedBytes: failedRecords.length,
    references: [],
  };
  const part = await storeReport(ports, importId, name, {
    part: `${JSON.stringify(result)}\n`,
    failedRecords,
  });
  const issues = new IssueCounter();
  for (const issue of record.issues)
    issues.add({ recordNumber: record.originalRecord ?? record.recordNumber, line, issue });
  const counts = { records: 1, created: 0, updated: 0, unchanged: 0, failed: 1, warnings: 0 };
  return { status: 'DONE', counts, issues: issues.counted(), columns: [], unknownFields: [], parts: [part] };
}
