import { createCsvScanner } from './csv-scanner.ts';
import { createJsonArrayScanner } from './json-array/json-array-scanner.ts';
import { createJsonLinesScanner } from './json-lines-scanner.ts';
import type { OnRecord, RecordDialect, RecordPosition, RecordScanner } from './record.ts';

/** The only definition of where records begin and end: the splitter and the workers both use it. */
export function createRecordScanner(
  dialect: RecordDialect,
  from: RecordPosition,
  onRecord: OnRecord,
): RecordScanner {
  switch (dialect.format) {
    case 'csv':
      return createCsvScanner(dialect, from, onRecord);
    case 'jsonl':
      return createJsonLinesScanner(from, onRecord);
    case 'json':
      return createJsonArrayScanner(dialect, from, onRecord);
  }
}
