import type { RecordDialect } from '../../../../lambdas/core/records/record.ts';
import { createRecordScanner } from '../../../../lambdas/core/records/record-scanner.ts';
import type { Boundary } from './boundary-model.ts';

/** All records of a file, fed in the given pieces. */
export function scan(pieces: readonly Buffer[], dialect: RecordDialect): Boundary[] {
  const found: Boundary[] = [];
  const scanner = createRecordScanner(
    dialect,
    { offset: 0, line: 1, recordNumber: 1 },
    (start, end, _next, line, malformed) =>
      found.push({ start, end, line, ...(malformed === undefined ? {} : { malformed: malformed.reason }) }),
  );
  for (const piece of pieces) scanner.push(piece);
  scanner.end();
  return found;
}

/** The records' text, a malformed one marked by its reason: short enough for a table of examples. */
export function recordsOf(text: string, dialect: RecordDialect): string[] {
  const file = Buffer.from(text);
  return scan([file], dialect).map(({ start, end, malformed }) => {
    const record = file.toString('utf8', start, end);
    return malformed === undefined ? record : `${malformed}: ${record}`;
  });
}
