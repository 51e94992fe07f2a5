/** What spreadsheets do to a CSV file that a person opens and saves. */
import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';

export interface Resaving {
  /** Of the language of the spreadsheet: `;` in German, French and many others. */
  readonly delimiter: ',' | ';';
  /** `CSV UTF-8` writes a byte order mark, plain `CSV` the code page of Windows. */
  readonly encoding: 'utf8-with-mark' | 'utf8' | 'windows-1252';
  /** Empty columns that were once used, and are written behind the last name. */
  readonly emptyColumns: number;
  /** Of the file that is opened; absent: as its first line shows. */
  readonly given?: ',' | ';';
}

/**
 * A file as a German Excel saves it after a person opened it by a double click: each cell is read as a number, a date or a
 * truth value if it looks like one, and written as it is displayed. Made after Microsoft's documentation and files that
 * Excel saved; Excel itself has not been run.
 */
export function resaveInExcel(
  file: string,
  { delimiter, encoding, emptyColumns, given = file.split('\n', 1)[0]?.includes(';') ? ';' : ',' }: Resaving,
): Buffer {
  const rows: string[][] = parse(file, { bom: true, delimiter: given, record_delimiter: ['\r\n', '\n'] });
  const shown = rows.map((row) => [...row.map(displayed), ...Array<string>(emptyColumns).fill('')]);
  const text = stringify(shown, { delimiter, record_delimiter: 'windows', quoted_match: /[\r\n]/ });
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  return Buffer.from(encoding === 'utf8' ? text : `\ufeff${text}`);
}

function displayed(cell: string): string {
  const text = cell.trim();
  if (/^(true|false)$/i.test(text)) return text.toUpperCase() === 'TRUE' ? 'WAHR' : 'FALSCH';
  if (/^\d{4}-\d{1,2}-\d{1,2}$/.test(text)) return text.split('-').reverse().join('.');
  if (/^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(text)) return displayedNumber(Number(text));
  if (text.startsWith('=')) return '#NAME?';
  return cell;
}

/** The format `General`: eleven digits at most, then scientific notation with six. */
function displayedNumber(value: number): string {
  if (Math.abs(value) < 1e11) return String(value).replace('.', ',');
  const [digits = '', exponent = ''] = value.toExponential(5).split('e+');
  return `${digits.replace('.', ',')}E+${exponent.padStart(2, '0')}`;
}
