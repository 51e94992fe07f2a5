import fc from 'fast-check';
import type { CsvDelimiter, CsvDialect } from '../../../../lambdas/core/records/record.ts';

/** What the laws are tried on: files made of the bytes that boundaries depend on, and files with structure. */

export const delimiters = fc.constantFrom<CsvDelimiter[]>(',', ';', '\t', '|');

const lineBreak = fc.constantFrom('\n', '\r\n', '\r\r\n');

/** A cell as a proper writer writes it: quoted where it must be, sometimes where it need not be. */
function writtenCell(delimiter: string): fc.Arbitrary<string> {
  const piece = fc.constantFrom('a', 'bc', 'é', '😀', ' ', '"', ',', ';', '\t', '|', '\n', '\r\n', '\r', '');
  return fc
    .tuple(fc.array(piece, { maxLength: 5 }), fc.boolean())
    .map(([pieces, always]) => quote(pieces.join(''), delimiter, always));
}

function quote(value: string, delimiter: string, always: boolean): string {
  const needed = value.includes(delimiter) || /["\r\n]/.test(value);
  return needed || always ? `"${value.replaceAll('"', '""')}"` : value;
}

/** One record of proper CSV, never a blank line. */
export function writtenRecord(delimiter: string, columns: number): fc.Arbitrary<string> {
  const cells = fc.array(writtenCell(delimiter), { minLength: columns, maxLength: columns });
  return cells.map((row) => row.join(delimiter)).filter((row) => !isBlankLine(row, delimiter));
}

export function isBlankLine(line: string, delimiter: string): boolean {
  return line.replaceAll(delimiter, '').replaceAll(' ', '') === '';
}

/** Proper records and lone tokens mixed: unclosed quotes, junk, blank lines, no final line break. */
function nastyText(delimiter: string, columns: number): fc.Arbitrary<string> {
  const token = fc.constantFrom(
    ...['"', '"', '""', delimiter, '\n', '\r\n', '\r', 'a', 'é', ',', ';', ' '],
    ...[
      '\ufeff',
      '\n\ufeff',
      '\uf000',
      `${delimiter} "`,
      `" ${delimiter}`,
      '" \r',
      '\r\r\n',
      '\x1a',
      '\0',
      '\f',
      '\x1a\r\n',
    ],
  );
  const piece = fc.oneof(
    {
      weight: 2,
      arbitrary: fc.tuple(writtenRecord(delimiter, columns), lineBreak).map((parts) => parts.join('')),
    },
    { weight: 3, arbitrary: token },
    { weight: 1, arbitrary: lineBreak },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '\n',
        `\n${delimiter}`,
        ' \n',
        `${delimiter} ${delimiter}\r\n`,
        ` ${delimiter}\r`,
      ),
    },
  );
  const end = fc.constantFrom(
    '',
    '',
    '\r',
    '\r\r',
    '\x1a',
    '\r\x1a',
    '\0\0',
    '\n\x1a\0',
    '\x1a\r\n',
    '\n\f\n \x1a\n',
    '"\x1a',
    '" \0\r',
  );
  return fc.tuple(fc.array(piece, { maxLength: 30 }), end).map(([pieces, last]) => pieces.join('') + last);
}

export interface NastyFile {
  readonly dialect: CsvDialect;
  readonly file: Buffer;
}

export const nastyFiles: fc.Arbitrary<NastyFile> = fc
  .record({
    delimiter: delimiters,
    columns: fc.integer({ min: 1, max: 4 }),
    maxMultilineBytes: fc.option(fc.integer({ min: 0, max: 40 }), { nil: undefined }),
  })
  .chain(({ delimiter, columns, maxMultilineBytes }) =>
    nastyText(delimiter, columns).map((text) => ({
      dialect: {
        format: 'csv',
        delimiter,
        columns,
        ...(maxMultilineBytes === undefined ? {} : { maxMultilineBytes }),
      },
      file: Buffer.from(text),
    })),
  );

/** Sizes to cut a stream at, used round and round. */
export const cuts = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 });

export function cutUp(file: Buffer, sizes: readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  for (let at = 0, turn = 0; at < file.length; turn++) {
    const size = sizes[turn % sizes.length] ?? file.length;
    pieces.push(file.subarray(at, at + size));
    at += size;
  }
  return pieces;
}

const PADDING: ReadonlySet<string | undefined> = new Set(['\r', '\x1a', '\0', '\f']);

/** The text without what is no content at the end of a line. */
export function withoutPadding(text: string): string {
  let end = text.length;
  while (PADDING.has(text[end - 1])) end--;
  return text.slice(0, end);
}

/** The text without such characters anywhere. */
export function withoutAnyPadding(text: string): string {
  return [...text].filter((character) => !PADDING.has(character)).join('');
}
