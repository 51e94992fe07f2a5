/** What spreadsheets, scripts and tools make of a good CSV file before it is sent. */
import { gzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';
import { type Resaving, resaveInExcel } from '../../support/resave.ts';

/** A table, and how it is written. */
export interface CsvForm {
  /** Its first row is the header. */
  readonly rows: readonly (readonly string[])[];
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly quoting: 'where needed' | 'all' | 'none' | 'with blanks around';
  readonly lineEnd: string;
  /** What follows the last cell of each row. */
  readonly trailing: '' | 'delimiter';
  /** Empty cells at the end of rows are not written. */
  readonly shortRows: boolean;
  /** Written before, in the middle and after the rows. */
  readonly blankRow: string | undefined;
  readonly atEnd: string;
  /** The text is cut in two before its last row; the second part begins in this way. */
  readonly secondPart:
    | 'nothing'
    | 'a mark'
    | 'a mark and the header'
    | 'the header, without a line end before it';
  readonly mark: boolean;
  readonly encoding: 'utf8' | 'utf16le' | 'utf16be' | 'windows-1252';
  readonly gzip: 'no' | 'one member' | 'two members';
  readonly options: Partial<ImportOptions>;
}

export interface Change<Form> {
  readonly apply: (form: Form) => Form;
  /** What a rejection, an error or a warning says that is due to this change; absent: there is none. */
  readonly named?: RegExp;
}

export const PLAIN: CsvForm = {
  rows: [],
  delimiter: ',',
  quoting: 'where needed',
  lineEnd: '\n',
  trailing: '',
  shortRows: false,
  blankRow: undefined,
  atEnd: '',
  secondPart: 'nothing',
  mark: false,
  encoding: 'utf8',
  gzip: 'no',
  options: {},
};

const CELLS = /\bcells?\b/;
const SIMILAR = /similar/;
const NOT_UTF8 = /is not valid UTF-8.*--encoding windows-1252/s;
const GERMAN = /must be (true or false|an ISO 8601 date.*), found .*--locale|shortened/s;

const set =
  (change: Partial<CsvForm>) =>
  (form: CsvForm): CsvForm => ({ ...form, ...change, options: { ...form.options, ...change.options } });

const mapRows = (form: CsvForm, by: (rows: CsvForm['rows']) => CsvForm['rows']): CsvForm => ({
  ...form,
  rows: by(form.rows),
});

const inHeader = (by: (name: string) => string) => (form: CsvForm) =>
  mapRows(form, ([header = [], ...rows]) => [header.map(by), ...rows]);

/** The part after a dot is the sender's own. */
const beforeDot = (by: (name: string) => string) => (name: string) => name.replace(/^[^.]+/, by);

function inGermanExcel(how: Partial<Resaving>, options: Partial<ImportOptions> = {}) {
  return (form: CsvForm): CsvForm => {
    const resaving = { delimiter: ';', given: ',', encoding: 'utf8', emptyColumns: 0, ...how } as const;
    const opened = writeText({ ...PLAIN, rows: form.rows });
    const saved = resaveInExcel(opened, { ...resaving, encoding: 'utf8' }).toString();
    const rows: string[][] = parse(saved, { delimiter: ';', record_delimiter: '\r\n' });
    return {
      ...form,
      rows,
      delimiter: ';',
      quoting: 'where needed',
      lineEnd: '\r\n',
      encoding: resaving.encoding === 'windows-1252' ? 'windows-1252' : 'utf8',
      mark: resaving.encoding === 'utf8-with-mark',
      options: { ...form.options, ...options },
    };
  };
}

/** LibreOffice with English settings keeps dates in ISO form. */
function inLibreOffice(form: CsvForm): CsvForm {
  const rows = form.rows.map((row) =>
    row.map((cell) => (/^(true|false)$/i.test(cell.trim()) ? cell.trim().toUpperCase() : cell)),
  );
  return { ...form, rows, quoting: 'where needed', lineEnd: '\n' };
}

export const CSV_CHANGES: Readonly<Record<string, Change<CsvForm>>> = {
  'lines that end in LF': { apply: set({ lineEnd: '\n' }) },
  'lines that end in CRLF': { apply: set({ lineEnd: '\r\n' }) },
  'lines that end in CR, CR, LF': { apply: set({ lineEnd: '\r\r\n' }) },
  // Not if there are other line breaks that are not quoted.
  'lines that end in CR': { apply: set({ lineEnd: '\r' }), named: /end in CR alone/ },
  'lines that end in U+2028': { apply: set({ lineEnd: '\u2028' }), named: /in the character U\+2028/ },
  'a byte order mark': { apply: set({ mark: true }) },
  'quotes around each cell': { apply: set({ quoting: 'all' }) },
  'quotes nowhere': { apply: set({ quoting: 'none' }), named: /\bcells?\b|quote/ },
  'quotes with blanks around them': { apply: set({ quoting: 'with blanks around' }) },
  'a delimiter at the end of each line': { apply: set({ trailing: 'delimiter' }), named: CELLS },
  'empty cells at the end of rows left out': {
    apply: set({ shortRows: true }),
    named: /\bcells?\b|does not close/,
  },
  semicolons: { apply: set({ delimiter: ';' }) },
  tabs: { apply: set({ delimiter: '\t' }) },
  'vertical lines': { apply: set({ delimiter: '|' }) },
  'UTF-16, little endian': { apply: set({ encoding: 'utf16le', mark: true }) },
  'UTF-16, big endian': { apply: set({ encoding: 'utf16be', mark: true }) },
  'Windows-1252': { apply: set({ encoding: 'windows-1252', mark: false }), named: NOT_UTF8 },
  'Windows-1252 that is named': {
    apply: set({ encoding: 'windows-1252', mark: false, options: { encoding: 'windows-1252' } }),
  },
  'UTF-8 that is named Windows-1252': { apply: set({ options: { encoding: 'windows-1252' } }) },
  'saved by a German Excel as CSV UTF-8': {
    apply: inGermanExcel({ encoding: 'utf8-with-mark', emptyColumns: 2 }),
    named: new RegExp(`${GERMAN.source}|${CELLS.source}`, 's'),
  },
  'saved by a German Excel as CSV': {
    apply: inGermanExcel({ encoding: 'windows-1252' }),
    named: new RegExp(`${GERMAN.source}|${NOT_UTF8.source}`, 's'),
  },
  'saved by a German Excel as CSV, with its encoding and locale named': {
    apply: inGermanExcel(
      { encoding: 'windows-1252', emptyColumns: 1 },
      { encoding: 'windows-1252', locale: 'de-DE' },
    ),
    named: /shortened|\bcells?\b/,
  },
  'saved by LibreOffice': { apply: inLibreOffice },
  'Ctrl-Z at the end': { apply: set({ atEnd: '\x1a' }) },
  'NULs at the end': { apply: set({ atEnd: '\0\0\0' }) },
  'Ctrl-Z on a line of its own': { apply: set({ atEnd: '\x1a\r\n' }) },
  'a form feed and blanks at the end': { apply: set({ atEnd: '\f\n \x1a \n\0\n' }) },
  'empty lines': { apply: set({ blankRow: '' }) },
  'lines of blanks': { apply: set({ blankRow: '  ' }) },
  'lines of delimiters': { apply: set({ blankRow: 'delimiters' }) },
  'the header in capitals': {
    apply: inHeader(beforeDot((name) => name.toUpperCase())),
    named: SIMILAR,
  },
  'the header in capitals, with the mapping accepted': {
    apply: (form) =>
      set({ options: { similarColumns: 'map' } })(inHeader(beforeDot((name) => name.toUpperCase()))(form)),
  },
  'blanks around names': { apply: inHeader((name) => ` ${name} `) },
  'empty columns at the end': {
    apply: (form) => mapRows(form, (rows) => rows.map((row) => [...row, '', ''])),
    named: CELLS,
  },
  gzip: { apply: set({ gzip: 'one member' }) },
  'gzip in two members': { apply: set({ gzip: 'two members' }) },
  'a second part that begins with a byte order mark': { apply: set({ secondPart: 'a mark' }) },
  'a second part with its header': {
    apply: set({ secondPart: 'a mark and the header' }),
    named: /repeats the header/,
  },
  'a second part behind a line without an end': {
    apply: set({ secondPart: 'the header, without a line end before it' }),
    named: /\bcells?\b|quote|twice|has no name/,
  },
};

function writeCell(cell: string, { quoting, delimiter }: CsvForm): string {
  if (quoting === 'none') return cell;
  const quoted = `"${cell.replaceAll('"', '""')}"`;
  if (quoting === 'all') return quoted;
  if (quoting === 'with blanks around') return ` ${quoted} `;
  return cell.includes(delimiter) || /["\r\n]/.test(cell) || cell.startsWith(' ') ? quoted : cell;
}

function writeRow(row: readonly string[], form: CsvForm): string {
  const cells = form.shortRows ? row.slice(0, row.findLastIndex((cell) => cell !== '') + 1) : row;
  const trailing = form.trailing === 'delimiter' ? form.delimiter : '';
  return cells.map((cell) => writeCell(cell, form)).join(form.delimiter) + trailing;
}

/** The text of a form, without what its encoding adds. */
export function writeText(form: CsvForm): string {
  const { lineEnd, blankRow, secondPart, mark } = form;
  const [header = '', ...rows] = form.rows.map((row) => writeRow(row, form) + lineEnd);
  const blank =
    blankRow === undefined
      ? ''
      : (blankRow === 'delimiters' ? form.delimiter.repeat((form.rows[0]?.length ?? 1) - 1) : blankRow) +
        lineEnd;
  const last = rows.pop() ?? '';
  const between = {
    nothing: '',
    'a mark': '\ufeff',
    'a mark and the header': `\ufeff${header}`,
    'the header, without a line end before it': `\ufeff${header}`,
  }[secondPart];
  const first = [header, ...rows].join(blank);
  const joined =
    secondPart === 'the header, without a line end before it'
      ? first.slice(0, first.length - lineEnd.length)
      : first;
  return `${mark ? '\ufeff' : ''}${blank}${joined}${between}${blank}${last}${blank}${form.atEnd}`;
}

export function writeBytes(form: CsvForm): Buffer {
  const bytes = encode(writeText(form), form.encoding);
  if (form.gzip === 'no') return bytes;
  if (form.gzip === 'one member') return gzipSync(bytes);
  const half = bytes.length >> 1;
  return Buffer.concat([gzipSync(bytes.subarray(0, half)), gzipSync(bytes.subarray(half))]);
}

export function encode(text: string, encoding: CsvForm['encoding']): Buffer {
  if (encoding === 'utf8') return Buffer.from(text);
  // A program that writes Windows-1252 knows no byte order mark, and no other line breaks.
  if (encoding === 'windows-1252')
    return Buffer.from(text.replaceAll('\ufeff', '').replaceAll('\u2028', '\n'), 'latin1');
  const little = Buffer.from(text, 'utf16le');
  return encoding === 'utf16le' ? little : little.swap16();
}

/**
 * Whether no reader could tell what is wrong: cells without quotes made a cell more of one, or two rows of one in a file of
 * a few rows that all end with blank cells, or of one that was written without its blank cells, or before a header that
 * fills the second of them up; and a line of them still has as many cells as a row may have. Such rows are imported as they
 * read, those with too few cells with a warning. Or it cannot be seen that U+2028 ends the lines.
 */
export function isAmbiguous(form: CsvForm): boolean {
  const { rows, quoting, delimiter, shortRows, trailing } = form;
  if (isUnseenLineEnd(form)) return true;
  if (quoting !== 'none') return false;
  const endBlank = trailing === 'delimiter' || rows.every((row) => row.at(-1) === '');
  return (
    isFilledUp(form) ||
    rows.some((row) => {
      const isWider = row.some((cell) => cell.includes(delimiter));
      const isShort = endBlank || (shortRows && row.at(-1) === '');
      return (isWider && shortRows) || (isCut(row) && (isWider || isShort));
    })
  );
}

const isCut = (row: readonly string[]) => row.some((cell) => cell.includes('\n'));

/** There is no other line, or a line feed in a cell without quotes seems to end lines, too. Windows-1252 has no U+2028. */
function isUnseenLineEnd({ rows, lineEnd, quoting, blankRow, encoding }: CsvForm): boolean {
  if (lineEnd !== '\u2028' || encoding === 'windows-1252') return false;
  return (rows.length === 1 && blankRow === undefined) || (quoting === 'none' && rows.some(isCut));
}

/** Whether the last cell of the last row before the second part is cut in two: its rest takes the place of the first name. */
function isFilledUp({ rows, secondPart }: CsvForm): boolean {
  const last = rows.slice(1, -1).at(-1)?.at(-1);
  return secondPart === 'the header, without a line end before it' && last?.includes('\n') === true;
}
