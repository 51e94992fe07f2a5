import type { FileLayout } from '../contracts/file-layout.ts';
import { guardCell } from '../core/round-trip/guard-cell.ts';
import { RESERVED } from '../core/round-trip/reserved-names.ts';
import { readSenderCells, senderCells } from '../core/round-trip/sender-columns.ts';
import { csvText } from '../reading/csv/csv-text.ts';
import { parseCsv } from '../reading/csv/parse-csv.ts';

/**
 * The header row of a file of failed records: Rollcall's columns, then the sender's header as it was sent. `sent`: the bytes
 * of that header; none if the import type knows the columns, whose names are written then.
 */
export function failedHeader(layout: FileLayout & { readonly format: 'csv' }, sent: Buffer): string {
  const cells =
    sent.length === 0 ? layout.columns : (parseCsv([sent], layout.delimiter)?.[0] ?? layout.columns);
  const names = senderCells(layout, readSenderCells(layout, cells));
  return csvText([[RESERVED.record, RESERVED.errors, ...names.map(guardCell)]], layout.delimiter);
}
