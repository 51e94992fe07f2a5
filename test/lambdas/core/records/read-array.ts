import { createRecordScanner } from '../../../../lambdas/core/records/record-scanner.ts';
import { cutUp } from './nasty-csv.ts';
import { type ArrayFile, arrayFile } from './nasty-json.ts';

/** All elements of a JSON array, fed in pieces of the given sizes, and what is wrong with it as a whole. */
export function readArray({ file, dialect, offset, line }: ArrayFile, sizes: readonly number[] = []) {
  const records: { start: number; text: string; line: number }[] = [];
  const scanner = createRecordScanner(dialect, { offset, line, recordNumber: 1 }, (start, end, _next, line) =>
    records.push({ start, text: file.toString('utf8', start, end), line }),
  );
  const rest = file.subarray(offset);
  for (const piece of sizes.length === 0 ? [rest] : cutUp(rest, sizes)) scanner.push(piece);
  const lines = scanner.end();
  return { records, lines, problem: scanner.problem?.() };
}

export function elementsOf(text: string): string[] {
  return readArray(arrayFile(text)).records.map((record) => record.text);
}
