import fc from 'fast-check';
import type { FileLayout } from '../../../../lambdas/contracts/file-layout.ts';
import { delimiters, writtenRecord } from '../records/nasty-csv.ts';
import { arrayFile } from '../records/nasty-json.ts';

/** Files whose records often share a key, written in every way in which a cell can be written. */
export interface FileWithKeys {
  readonly layout: FileLayout;
  readonly file: Buffer;
}

const BOM = '\ufeff';
/** Few values, so that they occur repeatedly; they differ in details that are easily overlooked. */
const KEYS = [
  'a',
  'A',
  'a ',
  'é',
  'e\u0301',
  '',
  ' ',
  '\u00a0',
  'a/b',
  'a%2Fb',
  '"',
  'x,y',
  '\ufeffa',
  '="1"',
  ' ="a" ',
  '=""',
  'ab\u00e9',
  'abe\u0301 ',
  'Å',
  'A\u030a',
  '\u212b',
  '\0',
  '😀',
];
/** Keys that the identity rules refuse. The splitter may find them nevertheless. */
const REFUSED = ['1\n2', '="=""1"""', '=1', "'1'", '1e+5', 'NULL', '1\u200b', '-'];

function keyValues(keys: readonly string[]) {
  const ids = fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom('1', '2', '3', '4', '5', '6') },
    fc.constantFrom(...keys),
  );
  const accounts = fc.oneof({ weight: 6, arbitrary: fc.constant('acme') }, fc.constantFrom(...keys));
  const codes = fc.oneof(
    { weight: 4, arbitrary: fc.constant('') },
    fc.constantFrom('K', 'k', 'L', 'M', ...keys),
  );
  return { ids, accounts, codes };
}

const emails = fc.constantFrom('', 'a@b.co', 'no address', 'with "quotes", and\nmore');
const COLUMNS = [
  'accountId',
  'id',
  'email',
  'referralCodes.summer',
  'referralCodes.winter',
  'nonsense',
] as const;

interface Row {
  readonly cells: Readonly<Record<string, string>>;
  readonly quoted: readonly boolean[];
  readonly spaces: readonly boolean[];
}

function rows(keys: readonly string[]): fc.Arbitrary<Row> {
  const { ids, accounts, codes } = keyValues(keys);
  return fc.record({
    cells: fc.record({
      accountId: accounts,
      id: ids,
      email: emails,
      'referralCodes.summer': codes,
      'referralCodes.winter': codes,
      nonsense: emails,
    }),
    quoted: fc.array(fc.boolean(), { minLength: COLUMNS.length, maxLength: COLUMNS.length }),
    spaces: fc.oneof(fc.constant([]), fc.array(fc.boolean(), { maxLength: COLUMNS.length })),
  });
}

function csvRecord({ cells, quoted, spaces }: Row, columns: readonly string[], delimiter: string): string {
  const written = columns.map((column, i) => {
    const cell = cells[column] ?? '';
    const needed = cell.includes(delimiter) || cell.startsWith('"') || /[\r\n]/.test(cell);
    const quotes = `"${cell.replaceAll('"', '""')}"`;
    // Some writers put a space behind the delimiter, and others pad a cell.
    return needed || quoted[i] ? `${spaces[i] ? ' ' : ''}${quotes}${spaces[i + 1] ? '  ' : ''}` : cell;
  });
  return (spaces[0] ? BOM : '') + written.join(delimiter);
}

/** `broken`: with keys that are refused, and lines that are no proper record, or not of this width. */
export function csvFiles(broken: boolean): fc.Arbitrary<FileWithKeys> {
  const row = rows(broken ? [...KEYS, ...REFUSED] : KEYS);
  return fc
    .record({
      delimiter: delimiters,
      columns: fc.shuffledSubarray([...COLUMNS], { minLength: 4 }),
      bom: fc.boolean(),
    })
    .chain(({ delimiter, columns, bom }) => {
      const proper = row.map((cells) => csvRecord(cells, columns, delimiter));
      const lines = broken
        ? fc.oneof(
            { weight: 6, arbitrary: proper },
            writtenRecord(delimiter, columns.length),
            fc.constantFrom(
              '',
              '"',
              'a',
              `"a"b${delimiter}1`,
              `acme${delimiter}"1`,
              `acme${delimiter}1"${delimiter}`,
            ),
            proper.map((line) => line + delimiter),
            proper.map((line) => line.slice(0, Math.max(0, line.lastIndexOf(delimiter)))),
            proper.map((line) => `${line}"`),
          )
        : proper;
      const breaks = fc.constantFrom('\n', '\r\n', '\n\n', '\r\r\n');
      const end = fc.constantFrom(true, false, '\x1a', '\r\0\0');
      return fc
        .tuple(fc.array(fc.tuple(lines, breaks), { maxLength: 25 }), end, fc.constantFrom(0, 0, 1))
        .map(([parts, final, more]) =>
          csvFile(parts, { columns, delimiter, start: bom ? BOM : '', final, width: columns.length + more }),
        );
    });
}

function csvFile(
  parts: readonly (readonly [string, string])[],
  {
    columns,
    delimiter,
    start,
    final,
    width,
  }: {
    width: number;
    columns: string[];
    delimiter: ',' | ';' | '\t' | '|';
    start: string;
    final: boolean | string;
  },
): FileWithKeys {
  const header = `${start}${columns.join(delimiter)}\n`;
  const offset = Buffer.byteLength(header);
  const ending = (end: string, i: number) => (final === true || i < parts.length - 1 ? end : final || '');
  const text = parts.map(([line, end], i) => line + ending(end, i)).join('');
  return {
    file: Buffer.from(header + text),
    layout: {
      format: 'csv',
      delimiter,
      columns,
      width,
      headerStart: Buffer.byteLength(start),
      headerEnd: offset - 1,
      offset,
      line: 2,
    },
  };
}

const { ids, accounts, codes } = keyValues([...KEYS, ...REFUSED]);
const jsonRecord = fc
  .record(
    {
      accountId: fc.oneof(accounts, fc.constantFrom(null, 7, true)),
      id: fc.oneof(ids, fc.constantFrom(null, 1, 2, 7, 1.5, 1e21, '\ud800')),
      email: emails,
      referralCodes: fc.oneof(
        fc.dictionary(fc.constantFrom('summer', 'winter', 'a b'), codes),
        fc.constantFrom(null, 'K'),
      ),
      'referralCodes.summer': codes,
      customFields: fc.constantFrom({ id: '1' }, {}),
    },
    { requiredKeys: ['accountId', 'id'] },
  )
  .map((value) => JSON.stringify(value));

export const jsonFiles: fc.Arbitrary<FileWithKeys> = fc
  .array(
    fc.oneof({ weight: 8, arbitrary: jsonRecord }, fc.constantFrom('{', '[]', 'null', ' ', '', '{"id":"1"}')),
    {
      maxLength: 25,
    },
  )
  .map((lines) => ({ file: Buffer.from(lines.join('\n')), layout: { format: 'jsonl', offset: 0, line: 1 } }));

/** In every layout, whole and damaged. */
export const jsonArrayFiles: fc.Arbitrary<FileWithKeys> = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 8, arbitrary: jsonRecord },
        { weight: 1, arbitrary: jsonRecord.map((text) => JSON.stringify(JSON.parse(text), null, 2)) },
        fc.constantFrom('{', '{"id":"', '[]', 'null', '}', '{"id":"1"}', '{"id":"1",'),
      ),
      { maxLength: 25 },
    ),
    fc.constantFrom(['[', ',', ']'], ['[\n', ',\n', '\n]\n'], ['\ufeff[', ', ', ']'], ['[', ',\n', ']']),
  )
  .map(([elements, [open = '', comma, close]]) => {
    const bom = open.startsWith('\ufeff') ? 3 : 0;
    const text = open.replace('\ufeff', '') + elements.join(comma) + close;
    const { dialect, offset, line } = arrayFile(text);
    const file = Buffer.concat([Buffer.from('\ufeff').subarray(0, bom), Buffer.from(text)]);
    return { file, layout: { ...dialect, offset: bom + offset, line } };
  });
