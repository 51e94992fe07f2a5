import type { FileLayout } from '../contracts/file-layout.ts';
import type { CsvDialect, JsonLinesDialect } from './records/record.ts';

/** Everything that decides where a file's records begin and end; the splitter and the workers must use the same. */
export function dialectOf(
  layout: FileLayout,
): (CsvDialect & { readonly columns: number }) | JsonLinesDialect {
  return layout.format === 'jsonl'
    ? { format: 'jsonl' }
    : { format: 'csv', delimiter: layout.delimiter, columns: layout.width };
}
