import type { FileLayout } from '../../contracts/file-layout.ts';
import type { CsvDialect, JsonArrayDialect, JsonLinesDialect } from './record.ts';

/** Everything that decides where a file's records begin and end; the splitter and the workers must use the same. */
export function dialectOf(
  layout: FileLayout,
): (CsvDialect & { readonly columns: number }) | JsonLinesDialect | JsonArrayDialect {
  switch (layout.format) {
    case 'csv':
      return { format: 'csv', delimiter: layout.delimiter, columns: layout.width };
    case 'jsonl':
      return { format: 'jsonl' };
    case 'json':
      return { format: 'json', indent: layout.indent, inline: layout.inline };
  }
}
