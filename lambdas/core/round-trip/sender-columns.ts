import type { FileLayout } from '../../contracts/file-layout.ts';
import { unguardCell } from './guard-cell.ts';
import { isReserved, reservedName } from './reserved-names.ts';

type CsvLayout = Extract<FileLayout, { readonly format: 'csv' }>;

/** Whether Rollcall wrote the file: it has a column of ours, and its cells may be guarded. */
export function isOurs({ columns }: { readonly columns: readonly string[] }): boolean {
  return columns.some(isReserved);
}

/** The cells as the sender means them: without the apostrophes that Rollcall added, if the file is ours. */
export function unguardCells(layout: CsvLayout, cells: readonly string[]): readonly string[] {
  return isOurs(layout) ? cells.map(unguardCell) : cells;
}

/** The names of the columns, from the cells of a header row. Rollcall's are read in any letter case. */
export function unguardNames(names: readonly string[]): readonly string[] {
  const own = names.map((name) => reservedName(name) ?? name);
  return isOurs({ columns: own }) ? own.map(unguardCell) : names;
}

/** The cells of a row, or of the header, that belong to the sender's columns. */
export function readSenderCells(layout: CsvLayout, cells: readonly string[]): readonly string[] {
  return unguardCells(layout, cells).filter((_, i) => !isReserved(layout.columns[i] ?? ''));
}

/** Exactly one cell for each column of the sender. */
export function senderCells(layout: CsvLayout, cells: readonly string[]): readonly string[] {
  const width = layout.width - layout.columns.filter(isReserved).length;
  return Array.from({ length: width }, (_, i) => cells[i] ?? '');
}
