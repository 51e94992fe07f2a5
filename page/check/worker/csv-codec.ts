import type { FileLayout } from '../../../lambdas/contracts/file-layout.ts';
import { csvDialectOf } from '../../../lambdas/core/records/dialect.ts';
import type { RecordSlice } from '../../../lambdas/core/records/record.ts';
import { sliceRecords } from '../../../lambdas/core/records/slice-records.ts';
import { guardCell } from '../../../lambdas/core/round-trip/guard-cell.ts';
import { isOurs, unguardCells } from '../../../lambdas/core/round-trip/sender-columns.ts';
import { malformationOf } from '../../../lambdas/reading/csv/csv-rows.ts';
import { csvText } from '../../../lambdas/reading/csv/csv-text.ts';
import { parseCsv } from '../../../lambdas/reading/csv/parse-csv.ts';
import type { ColumnOfGrid } from '../protocol.ts';
import type { RecordCodec } from './record-codec.ts';

type CsvLayout = FileLayout & { readonly format: 'csv' };

export function createCsvCodec(layout: CsvLayout, columns: readonly ColumnOfGrid[]): RecordCodec {
  const dialect = csvDialectOf(layout);
  const guard = isOurs(layout) ? guardCell : (text: string) => text;

  /** Undefined if the record cannot be divided into cells. */
  function cellsOf(slice: RecordSlice): readonly string[] | undefined {
    if (malformationOf(slice, dialect) !== undefined) return undefined;
    const rows = parseCsv([slice.raw], layout.delimiter);
    return rows?.length === 1 ? rows[0] : undefined;
  }

  /** A text that a person wrote instead of a malformed record. */
  function rescanned(slice: RecordSlice, text: string): RecordSlice {
    const { start, end, recordNumber, line } = slice;
    const place = { start, end, recordNumber, line };
    const [first, ...others] = sliceRecords(Buffer.from(text), dialect, { offset: 0, line, recordNumber });
    const raw = first?.raw ?? Buffer.alloc(0);
    const malformed = first === undefined || others.length > 0 ? UNREADABLE : first.malformed;
    return malformed === undefined ? { ...place, raw } : { ...place, raw: Buffer.from(text), malformed };
  }

  return {
    columns,
    ending: '\n',
    texts(slice) {
      const cells = cellsOf(slice);
      if (cells === undefined) return { cells: [slice.raw.toString('utf8')], isMalformed: true };
      return { cells: unguardCells(layout, cells), isMalformed: false };
    },
    write(slice, changes) {
      const cells = cellsOf(slice);
      if (cells === undefined) return rescanned(slice, changes.get(0) ?? slice.raw.toString('utf8'));
      const width = Math.max(cells.length, ...[...changes.keys()].map((column) => column + 1));
      const written = Array.from({ length: width }, (_, i) => {
        const change = changes.get(i);
        return change === undefined ? (cells[i] ?? '') : guard(change);
      });
      // Blank cells behind the last column are what makes a row too long.
      while (written.length > columns.length && written.at(-1) === '') written.pop();
      const { malformed: _, ...place } = slice;
      return { ...place, raw: Buffer.from(csvText([written], layout.delimiter).slice(0, -1)) };
    },
    mayHave(text) {
      // A quote is doubled in a cell, and Rollcall's own files have apostrophes.
      if (text === '' || text.includes('"') || isOurs(layout)) return () => true;
      const bytes = Buffer.from(text);
      return ({ raw }) => raw.includes(bytes);
    },
  };
}

const UNREADABLE = { reason: 'unreadable' } as const;
