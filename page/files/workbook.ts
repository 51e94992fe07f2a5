import { strFromU8, strToU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/universal';
import { csvText } from '../../lambdas/reading/csv/csv-text.ts';
import { storedZip } from './stored-zip.ts';

/** One sheet: all its rows as texts, blank rows included. */
export interface Sheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** Rows among which the header is looked for. */
const HEADER_ROWS = 50;
/** A spreadsheet calculates with so many digits, and stores two more that are noise. */
const DIGITS = 15;

/** The sheets of an .xlsx file. @throws if it is none */
export async function readWorkbook(file: Blob): Promise<readonly Sheet[]> {
  const bytes = withErrorsAsText(new Uint8Array(await file.arrayBuffer()));
  const sheets = await readXlsxFile(bytes.buffer, { trim: false, parseNumber: plainNumber });
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(textOf)) }));
}

/** The library reads `#N/A` as a blank cell. As text it is an issue, and the person sees it. */
function withErrorsAsText(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const entries = unzipSync(bytes, {
    filter: ({ name }) => name.startsWith('xl/') || !name.includes('/') || name.startsWith('_rels/'),
  });
  for (const [name, entry] of Object.entries(entries)) {
    if (!/^xl\/worksheets\/[^/]+\.xml$/.test(name)) continue;
    const xml = strFromU8(entry);
    if (/\st=["']e["']/.test(xml)) entries[name] = strToU8(xml.replaceAll(/\st=(["'])e\1/g, ' t="str"'));
  }
  return storedZip(entries);
}

/** A cell is a text, a truth value, a date, or null. */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? dateText(cell) : String(cell);
}

/** `2026-02-03`, with a time `2026-02-03T13:45:00Z`; a time alone is a cell of the day before the calendar begins. */
function dateText(date: Date): string {
  const seconds = new Date(Math.round(date.getTime() / 1000) * 1000);
  const [day = '', time = ''] = seconds.toISOString().split(/[T.]/, 2);
  if (seconds.getUTCFullYear() < 1900) return time;
  return time === '00:00:00' ? day : `${day}T${time}Z`;
}

/** A number as a person writes it: without exponent, and with no more digits than a spreadsheet shows. */
export function plainNumber(stored: string): string {
  const value = Number(stored);
  if (!Number.isFinite(value)) return stored;
  const text = String(Number(value.toPrecision(DIGITS)));
  const [, sign = '', whole = '', fraction = '', exponent] =
    /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const shift = Number(exponent);
  if (shift > 0) return `${sign}${whole}${fraction.padEnd(shift, '0')}`;
  return `${sign}0.${'0'.repeat(-shift - 1)}${whole}${fraction}`;
}

/** The row of the names: the first one that has as many cells as most rows. From 1. */
export function guessHeaderRow({ rows }: Sheet): number {
  const filled = rows.slice(0, HEADER_ROWS).map((row) => row.filter((cell) => cell.trim() !== '').length);
  const most = Math.max(0, ...filled);
  return (
    Math.max(
      0,
      filled.findIndex((count) => count > 0 && count >= 0.6 * most),
    ) + 1
  );
}

/** The rows from the header on, without blank ones, and without columns that are blank: they have no name either. */
export function csvOfSheet({ rows }: Sheet, headerRow: number): Blob {
  const wanted = rows.slice(headerRow - 1).filter((row) => row.some((cell) => cell.trim() !== ''));
  const filled = new Set<number>();
  for (const row of wanted)
    for (const [column, cell] of row.entries()) if (cell.trim() !== '') filled.add(column);
  const columns = [...filled].sort((one, other) => one - other);
  const parts: string[] = ['\ufeff'];
  for (let at = 0; at < wanted.length; at += 1000)
    parts.push(csvText(wanted.slice(at, at + 1000).map((row) => columns.map((column) => row[column] ?? ''))));
  return new Blob(parts);
}
