import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordSlice } from '../../../../lambdas/core/records/record.ts';
import { sliceRecords } from '../../../../lambdas/core/records/slice-records.ts';
import { type CsvHeader, type CsvRow, readRows } from '../../../../lambdas/reading/csv/csv-rows.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { delimiters, isBlankLine, nastyFiles, writtenRecord } from '../../core/records/nasty-csv.ts';

const START = { offset: 0, line: 1, recordNumber: 1 };
const TWO: CsvHeader = { format: 'csv', delimiter: ',', columns: 2 };

function rowsOf(file: string | Buffer, dialect: CsvHeader = TWO): CsvRow[] {
  return [...readRows(sliceRecords(Buffer.from(file), dialect, START), dialect)];
}

/** Cells, or why there are none. */
function contentOf(row: CsvRow): unknown {
  return row.malformed ?? row.cells;
}

/** The fields of a readable record as they are written, with a regular expression instead of csv-parse. */
function fieldsByModel(record: string, delimiter: string): string[] {
  const escaped = delimiter === '|' ? '\\|' : delimiter;
  const field = new RegExp(`${escaped}( *"(?:[^"]|"")*" *|(?! *")[^${escaped}]*)`, 'gy');
  return `${delimiter}${record}`
    .matchAll(field)
    .map((match) => match[1] ?? '')
    .toArray();
}

function isQuoted(written: string): boolean {
  return /^ *"/.test(written);
}

function unquoted(written: string): string {
  return isQuoted(written) ? written.replace(/^ *"/, '').replace(/" *$/, '').replaceAll('""', '"') : written;
}

describe('reading rows', () => {
  it.each<[prose: string, file: string | Buffer, content: unknown]>([
    ['cells are taken as they are: not trimmed, not converted', ' a ,007', [' a ', '007']],
    ['quoted cells lose their quotes', '"a,""b""","c\nd"', ['a,"b"', 'c\nd']],
    ['a quote in an unquoted cell is text', 'a,5" pipe', ['a', '5" pipe']],
    ['carriage returns at the end of a record are no text', 'a,b\r\r\n', ['a', 'b']],
    ['a carriage return within quotes is text', '"a\r","b\r\r\n"\r\r\n', ['a\r', 'b\r\r\n']],
    ['a carriage return within a row is named', 'a,b\ra,b\n', { reason: 'lone_return' }],
    ['a carriage return behind a closing quote is named', '"a","b"\r"a","b"', { reason: 'lone_return' }],
    ['Ctrl-Z and NULs at the end of the file are no text', 'a,b\x1a\0', ['a', 'b']],
    ['a byte order mark at the beginning of a record is no text', '\ufeff"a,",b', ['a,', 'b']],
    ['a byte order mark within a record is text', 'a,\ufeffb', ['a', '\ufeffb']],
    ['spaces around a quoted cell are no text', ' "a, ",  "b"" "  ', ['a, ', 'b" ']],
    [
      'empty cells beyond the header are too many',
      'a,b,,""',
      { reason: 'too_many_columns', expected: 2, found: 4, blank: true },
    ],
    [
      'a filled cell beyond the header is one too many',
      'a,b,,d',
      { reason: 'too_many_columns', expected: 2, found: 4 },
    ],
    ['a row of one cell is no row', 'a', { reason: 'too_few_columns', expected: 2, found: 1 }],
    ['invalid UTF-8 is not guessed at', Buffer.from('612cff', 'hex'), { reason: 'invalid_utf8' }],
    ['a NUL byte is not text', 'a,\0b', { reason: 'nul_byte' }],
    ['an unclosed quote is named', 'a,"b', { reason: 'unclosed_quote' }],
    ['junk behind a closing quote is named', 'a,"b"c', { reason: 'junk_after_quote' }],
  ])('%s', (_prose, file, content) => {
    expect(rowsOf(file).map(contentOf)).toEqual([content]);
  });

  it('tells each record as sent, with its number and line, in order', () => {
    expect(rowsOf('a,"b\r\n"\r\n\r\n"c,d\r\ne,f')).toEqual([
      { recordNumber: 1, line: 1, raw: Buffer.from('a,"b\r\n"'), cells: ['a', 'b\r\n'] },
      { recordNumber: 2, line: 4, raw: Buffer.from('"c,d'), malformed: { reason: 'unclosed_quote' } },
      { recordNumber: 3, line: 5, raw: Buffer.from('e,f'), cells: ['e', 'f'] },
    ]);
  });

  it.each([
    ['sees two rows in a record', 'c,d\ne,f'],
    ['refuses a record', 'c,"d'],
  ])('keeps neighbours whole when csv-parse %s that the splitter found whole', (_prose, odd) => {
    const slices = ['a,b', odd, 'i,j'].map((text, index): RecordSlice => {
      const raw = Buffer.from(text);
      return { recordNumber: index + 1, line: index + 1, start: 0, end: raw.length, raw };
    });
    expect([...readRows(slices, TWO)].map(contentOf)).toEqual([
      ['a', 'b'],
      { reason: 'unreadable' },
      ['i', 'j'],
    ]);
  });

  it('passes an oversized record on as what it is', () => {
    const raw = Buffer.alloc(0);
    const slice: RecordSlice = {
      recordNumber: 7,
      line: 9,
      start: 5,
      end: 9_000_000,
      raw,
      malformed: { reason: 'oversized' },
    };
    expect([...readRows([slice], TWO)]).toEqual([
      { recordNumber: 7, line: 9, raw, malformed: { reason: 'oversized' } },
    ]);
  });

  it('reads more records than fit one call', () => {
    const rows = rowsOf(Array.from({ length: 1201 }, (_, i) => `${i},x\n`).join(''));
    expect(rows.map(contentOf)).toEqual(Array.from({ length: 1201 }, (_, i) => [`${i}`, 'x']));
  });

  it('gives one row for each record of any file, and the cells that the grammar gives', () => {
    fc.assert(
      fc.property(nastyFiles, ({ file, dialect }) => {
        const columns = dialect.columns ?? 1;
        const slices = [...sliceRecords(file, dialect, START)];
        const rows = [...readRows(slices, { ...dialect, columns })];
        expect(rows.map(({ recordNumber }) => recordNumber)).toEqual(
          slices.map(({ recordNumber }) => recordNumber),
        );
        for (const [index, row] of rows.entries()) {
          const slice = slices[index];
          const fields = fieldsByModel(`${slice?.raw}`, dialect.delimiter);
          if (row.malformed?.reason === 'lone_return' || row.malformed?.reason === 'nul_byte')
            expect(`${slice?.raw}`).toMatch(row.malformed.reason === 'nul_byte' ? '\0' : '\r');
          else if (slice?.malformed !== undefined) expect(row.malformed).toEqual(slice.malformed);
          else {
            expect(fields.filter((field) => field.includes('\r') && !isQuoted(field))).toEqual([]);
            expect(contentOf(row)).toEqual(expectedContent(fields.map(unquoted), columns));
          }
        }
      }),
      lawRuns(1500),
    );
  });
});

function expectedContent(cells: readonly string[], expected: number): unknown {
  const found = cells.length;
  if (found > expected) {
    const blank = cells.slice(expected).every((cell) => cell.trim() === '');
    return { reason: 'too_many_columns', expected, found, ...(blank && { blank }) };
  }
  if (found < expected && cells.slice(1).every((cell) => cell.trim() === ''))
    return { reason: 'too_few_columns', expected, found };
  return [...cells, ...Array(expected - found).fill('')];
}

describe('rows that have not as many cells as the header', () => {
  const four: CsvHeader = { format: 'csv', delimiter: ',', columns: 4, maxColumns: 5 };

  it('are read with blank cells at their end, and say how many', () => {
    expect(rowsOf('a,b\n', four)).toMatchObject([{ cells: ['a', 'b', '', ''], missing: 2 }]);
  });

  it.each(['a', 'a,', 'a, ,""'])('are no rows if only their first cell is filled: %j', (text) => {
    expect(rowsOf(text, four)).toMatchObject([{ malformed: { reason: 'too_few_columns' } }]);
  });

  it('are read with the cells that the file has behind its last column', () => {
    expect(rowsOf('a,b,c,d,\n', four).map(contentOf)).toEqual([['a', 'b', 'c', 'd', '']]);
    expect(rowsOf('a,b,c,d,,\n', four)).toMatchObject([{ malformed: { reason: 'too_many_columns' } }]);
  });

  it('may have several lines if they have no cell too few', () => {
    expect(rowsOf('a,b,c,"d\n",\na,b,c,"d\n"\n', four)).toMatchObject([{ line: 1 }, { line: 3 }]);
    expect(rowsOf('a,b,"d\n"\n', four).map(contentOf)).toMatchObject([
      { reason: 'unclosed_quote' },
      { reason: 'unclosed_quote' },
    ]);
  });
});

describe('well-formed CSV', () => {
  const files = fc.record({ delimiter: delimiters, columns: fc.integer({ min: 1, max: 4 }) }).chain((shape) =>
    fc.record({
      dialect: fc.constant<CsvHeader>({ format: 'csv', ...shape }),
      records: fc.array(writtenRecord(shape.delimiter, shape.columns), { minLength: 1, maxLength: 12 }),
      lineBreak: fc.constantFrom(
        '\n',
        '\r\n',
        '\n\n',
        `\n${shape.delimiter}\r\n`,
        `\r\n ${shape.delimiter}\n`,
      ),
      final: fc.boolean(),
    }),
  );

  it('has the records and the cells that csv-parse finds in the whole file', () => {
    fc.assert(
      fc.property(files, ({ dialect, records, lineBreak, final }) => {
        const file = Buffer.from(records.join(lineBreak) + (final ? lineBreak : ''));
        const rows = parse<{ record: string[]; info: { bytes: number } }>(file, {
          delimiter: dialect.delimiter,
          record_delimiter: ['\r\n', '\n'],
          skip_empty_lines: true,
          relax_column_count: true,
          info: true,
        } as never);
        const written = rows.map(
          ({ info }, i) => `${file.subarray(rows[i - 1]?.info.bytes ?? 0, info.bytes)}`,
        );
        const whole = rows.filter(
          (_, i) => !isBlankLine(`${written[i]}`.replaceAll(/[\r\n]/g, ''), dialect.delimiter),
        );
        expect(rowsOf(file, dialect).map(contentOf)).toEqual(whole.map(({ record }) => record));
        const slices = [...sliceRecords(file, dialect, START)];
        const breakAt = (end: number) => (file[end] === 13 ? end + 2 : end < file.length ? end + 1 : end);
        expect(slices.map(({ end }) => breakAt(end))).toEqual(whole.map(({ info }) => info.bytes));
        expect(slices.map(({ raw }) => raw.toString())).toEqual(records);
      }),
      lawRuns(1500),
    );
  });
});
