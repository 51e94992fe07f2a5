import { createCsvScanner } from './csv-scanner.ts';
import { createJsonLinesScanner } from './json-lines-scanner.ts';
import type { OnRecord, RecordDialect, RecordPosition, RecordScanner } from './record.ts';

/** The one definition of where records begin and end; the splitter and the workers both stand on it. */
export function createRecordScanner(
  dialect: RecordDialect,
  from: RecordPosition,
  onRecord: OnRecord,
): RecordScanner {
  return dialect.format === 'csv'
    ? createCsvScanner(dialect, from, onRecord)
    : createJsonLinesScanner(from, onRecord);
}
