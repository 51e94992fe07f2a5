import { createReadStream, statSync } from 'node:fs';
import { releaseBuffer } from '../lambdas/core/records/release-buffer.ts';
import type { SplitTotals } from '../lambdas/core/records/splitter.ts';
import { createSplitter } from '../lambdas/core/records/splitter.ts';
import { peakMemoryKib } from '../local/lambda/runtime/peak-memory.ts';
import { PARTICIPANT_COLUMNS } from './participants-csv.ts';

/** The size in which an S3 body arrives. */
export const READ_BYTES = 64 * 1024;

/** Splits a file on disk like SplitFile; the header counts as a record. */
export async function splitFile(path: string): Promise<SplitTotals> {
  const splitter = createSplitter({
    dialect: { format: 'csv', delimiter: ',', columns: PARTICIPANT_COLUMNS.length },
    start: { offset: 0, line: 1, recordNumber: 1 },
    fileBytes: statSync(path).size,
  });
  for await (const bytes of createReadStream(path, { highWaterMark: READ_BYTES })) {
    splitter.push(bytes as Buffer);
    releaseBuffer(bytes as Buffer);
  }
  return splitter.end().totals;
}

/** `node bench/split-file.ts <file>` prints the peak resident memory of a process that only splits, in MiB. */
if (import.meta.main) {
  const path = process.argv[2];
  if (path === undefined) throw new Error('Expected the path of a CSV file.');
  await splitFile(path);
  console.log(Math.round(peakMemoryKib() / 1024));
}
