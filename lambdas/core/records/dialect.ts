import type { FileLayout } from '../../contracts/file-layout.ts';
import type { CsvDialect, JsonArrayDialect, JsonLinesDialect } from './record.ts';

/**
 * The dialect of a file: everything that decides where its records begin and end. The splitter and the workers must
 * use the same.
 */
export function dialectOf(layout: FileLayout): CsvRowsDialect | JsonLinesDialect | JsonArrayDialect {
  switch (layout.format) {
    case 'csv':
      return csvDialectOf(layout);
    case 'jsonl':
      return { format: 'jsonl' };
    case 'json':
      return {
        format: 'json',
        indent: layout.indent,
        inline: layout.inline,
        wrapped: layout.enclosing === 'object',
      };
  }
}

type CsvRowsDialect = CsvDialect & {
  readonly columns: number;
  readonly maxColumns: number;
  readonly named: number;
};

export function csvDialectOf(layout: FileLayout & { readonly format: 'csv' }): CsvRowsDialect {
  return {
    format: 'csv',
    delimiter: layout.delimiter,
    columns: layout.fullRow ?? layout.columns.length,
    named: layout.columns.length,
    maxColumns: layout.width,
    ...(layout.keyCells !== undefined && { keyCells: layout.keyCells }),
  };
}
