import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FileLayout } from '../../../../lambdas/contracts/file-layout.ts';
import { HEAD_BYTES, readLayout } from '../../../../lambdas/reading/inspection/read-layout.ts';
import { FileRejected } from '../../../../lambdas/runtime/errors.ts';

const BOM = '\ufeff';
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();

function layoutOf(bytes: Buffer | string, fileName = 'people'): FileLayout {
  const whole = Buffer.from(bytes as string);
  const head = { bytes: whole.subarray(0, HEAD_BYTES), complete: whole.length <= HEAD_BYTES };
  return readLayout(head, fileName);
}

function rejectionOf(bytes: Buffer | string): FileRejected['reason'] {
  try {
    layoutOf(bytes);
  } catch (error) {
    if (error instanceof FileRejected) return error.reason;
    throw error;
  }
  throw new Error('not rejected');
}

describe('a file’s layout', () => {
  it.each(['[1]', '"x"', 'null', 'oops'])(
    'is that of JSON Lines where the name says so and the first line is %s',
    (line) => {
      expect(layoutOf(`${line}\n{"id":"u"}\n`, 'people.jsonl.gz')).toEqual({
        format: 'jsonl',
        offset: 0,
        line: 1,
      });
    },
  );

  it('is that of the table that it holds, also under a name of JSON Lines', () => {
    expect(layoutOf('accountId,id\na,u\n', 'people.jsonl')).toMatchObject({
      format: 'csv',
      columns: ['accountId', 'id'],
    });
  });

  it.each([
    ['commas', 'accountId,id,email\na,u,x\n', ',', 19, 2],
    ['semicolons', 'accountId;id;email\na;u;x\n', ';', 19, 2],
    ['tabs', 'accountId\tid\temail\na\tu\tx\n', '\t', 19, 2],
    ['bars', 'accountId|id|email\na|u|x\n', '|', 19, 2],
    ['CRLF', 'accountId,id,email\r\na,u,x\r\n', ',', 20, 2],
    ['a byte order mark', `${BOM}accountId,id,email\na,u,x\n`, ',', 22, 2],
    ['rows that end with a delimiter', 'accountId,id,email\na,u,x,\nb,v,y,\n', ',', 19, 2],
    ['a header and no line break', 'accountId,id,email', ',', 18, 1],
    ['quoted names', '"accountId","id","email"\na,u,x\n', ',', 25, 2],
    ['empty cells behind the last name', 'accountId,id,email,,\na,u,x,,\n', ',', 21, 2],
    ['blanks around the names', ' accountId , id ,email\na,u,x\n', ',', 23, 2],
    ['a blank row before the header', ' ,,\naccountId,id,email\na,u,x\n', ',', 23, 3],
    ['an empty line before the header', '\naccountId,id,email\na,u,x\n', ',', 20, 3],
    ['NULs at the end of each line', 'accountId,id,email\0\0\na,u,x\0\0\n', ',', 21, 2],
    ['a header and NULs at the end of the file', 'accountId,id,email\0\0', ',', 20, 1],
  ])('is that of CSV with %s', (_, text, delimiter, offset, line) => {
    const layout = layoutOf(text);
    expect(layout).toMatchObject({
      format: 'csv',
      delimiter,
      columns: ['accountId', 'id', 'email'],
      offset,
      line,
    });
    if (layout.format !== 'csv') return;
    const header = Buffer.from(text).subarray(layout.headerStart, layout.headerEnd).toString();
    expect(header).toBe(
      text
        .replaceAll('\0', '')
        .split(/\r?\n/)
        .find((row) => row.includes('accountId'))
        ?.replace(BOM, ''),
    );
  });

  it('takes a line break within a quoted name', () => {
    expect(layoutOf('accountId,id,"first\r\nname"\na,u,x\n')).toMatchObject({
      columns: ['accountId', 'id', 'first\r\nname'],
      line: 3,
    });
  });

  it.each([
    ['a semicolon file with commas in a name', 'accountId;id;"a, b, c, d"\n', ';', 3],
    ['a comma file with semicolons in a name', 'accountId,id,"a; b; c; d"\n', ',', 3],
    ['a tab file with bars in a name', 'accountId\tid\t"a|b|c|d"\n', '\t', 3],
    ['one column', 'id\n', ',', 1],
  ])('is not misled by %s', (_, text, delimiter, width) => {
    expect(layoutOf(text)).toMatchObject({ delimiter, width });
  });

  it('finds every delimiter, whatever the quoted names contain', () => {
    const name = fc
      .string({ unit: fc.constantFrom(...'abcXYZ. '), minLength: 1, maxLength: 8 })
      .filter((s) => s.trim() === s && s !== '');
    const nasty = fc.string({ unit: fc.constantFrom(...'ab,;|\t'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(
        fc.constantFrom(',', ';', '\t', '|'),
        fc.array(name, { minLength: 2, maxLength: 6 }),
        nasty,
        (delimiter, names, last) => {
          const cells = [...names, `n${last}n`];
          const text = cells.map((cell) => (/[,;|\t]/.test(cell) ? `"${cell}"` : cell)).join(delimiter);
          expect(layoutOf(`${text}\n`)).toMatchObject({ delimiter, columns: cells });
        },
      ),
    );
  });

  it.each([
    ['', '{"accountId":"a","id":"u"}\n', 0],
    [' behind a byte order mark', `${BOM}{"accountId":"a"}\n`, 3],
    [' behind two byte order marks', `${BOM}${BOM}{"accountId":"a"}\n`, 6],
    [' with record separators', '\x1e{"accountId":"a"}\n', 0],
    [' behind blank lines', '\n\n  {"accountId":"a"}\n', 0],
    [' in broken JSON', '{"accountId":', 0],
    [' with a damaged first line', '{\n{"accountId":"a","id":"u"}\n', 0],
  ])('is that of JSON Lines%s', (_, text, offset) => {
    expect(layoutOf(text)).toMatchObject({ format: 'jsonl', offset });
  });

  it.each<
    [prose: string, text: string, name: string, indent: number, inline: boolean, offset: number, line: number]
  >([
    ['on one line', '[{"id":"u"},{"id":"v"}]', 'people', 0, true, 1, 1],
    ['on one line, whatever its name says', '[{"id":"u"}]', 'people.csv', 0, true, 1, 1],
    ['on one line, in a file named for JSON Lines', '[{"id":"u"}]\n', 'people.jsonl', 0, true, 1, 1],
    ['a line each', '[\n{"id":"u"},\n{"id":"v"}\n]', 'people', 0, false, 1, 1],
    ['a line each behind a blank one', '[\r\n\r\n\t{"id":"u"}]', 'people', 1, false, 1, 1],
    ['a line each, the first behind the bracket', '[{"id":"u"},\n{"id":"v"}]', 'people', 0, true, 1, 1],
    ['pretty-printed', '[\n  {\n    "id": "u"\n  }\n]', 'people', 2, false, 1, 1],
    ['hugging', '  [{\n    "id": "u"\n  }, {\n    "id": "v"\n  }]', 'people', 2, true, 3, 1],
    ['behind a byte order mark and blank lines', `${BOM}\n \n [{"id":"u"}]`, 'people', 1, true, 8, 3],
    [
      'with a first element that lost its brace',
      '[\n  \n    "id": "u"\n  },\n  {\n    "id": "v"}]',
      'people',
      2,
      false,
      1,
      1,
    ],
    ['without elements', '[ ]', 'people', 0, true, 1, 1],
    ['cut off behind its bracket', '[', 'people.json', 0, true, 1, 1],
  ])('is that of a JSON array, %s', (_, text, name, indent, inline, offset, line) => {
    expect(layoutOf(text, name)).toEqual({ format: 'json', indent, inline, offset, line });
  });

  it.each<[prose: string, text: string, indent: number, inline: boolean]>([
    ['over several lines', '{\n  "accountId": "a",\n  "id": "u"\n}\n', 0, false],
    ['over several lines with other blanks', `${BOM}\r\n { \r\n\r\n\t"id": "u"}`, 1, false],
    ['behind each other', '{"id":"u"}{"id":"v"}', 0, true],
  ])('is that of objects, %s', (_, text, indent, inline) => {
    expect(layoutOf(text)).toEqual({
      format: 'json',
      indent,
      inline,
      offset: text.startsWith(BOM) ? 3 : 0,
      line: 1,
      enclosing: 'none',
    });
  });

  it('does not let a wrong byte in the first record of JSON Lines cost the file', () => {
    expect(layoutOf(Buffer.from('{"id":"J\xf6rg"}\n{"id":"u"}\n', 'latin1'))).toMatchObject({
      format: 'jsonl',
    });
    expect(layoutOf('{"id":"a\0b"}\n{"id":"u"}\n')).toMatchObject({ format: 'jsonl' });
  });

  it('does not let a wrong byte in the first row of a CSV file cost the file', () => {
    expect(layoutOf(Buffer.from('accountId,id\na,J\xf6rg\n', 'latin1'))).toMatchObject({ format: 'csv' });
  });
});

const rejected: [what: string, bytes: Buffer | string, code: string, words: RegExp][] = [
  ['nothing', '', 'EMPTY_FILE', /empty/],
  ['a byte order mark alone', BOM, 'EMPTY_FILE', /empty/],
  ['blank lines', ' \r\n\t\n', 'EMPTY_FILE', /empty/],
  ['a header longer than is read', 'x,'.repeat(HEAD_BYTES), 'HEADER_TOO_LONG', /262144 bytes/],
  ['blanks longer than are read', ' '.repeat(HEAD_BYTES + 1), 'NO_HEADER', /blank/],
  ['names longer than are kept', `${'x'.repeat(65_537)}\n`, 'HEADER_TOO_LONG', /65536/],
  ['blank rows', ',,,\n;;\r\n | \n', 'EMPTY_FILE', /empty/],
  ['a header without names', '"",""\na,b\n', 'NO_HEADER', /blank/],
  ['a column without a name', 'accountId,,id\n', 'UNNAMED_COLUMN', /Column 2/],
  [
    '1001 columns',
    `${Array.from({ length: 1001 }, (_, i) => `c${i}`).join(',')}\n`,
    'TOO_MANY_COLUMNS',
    /1001 columns/,
  ],
  ['a quote that is not closed', 'accountId,"id\na,u\n', 'MALFORMED_HEADER', /quote/],
  ['text behind a closing quote', 'accountId,"id"x\na,u\n', 'MALFORMED_HEADER', /quote/],
  ['lines that end in CR alone', 'accountId,id\ra,u\rb,v\r', 'WRONG_LINE_BREAKS', /CR alone.*LF or CRLF/],
  ['many lines that end in CR alone', 'accountId,id\r'.repeat(HEAD_BYTES), 'WRONG_LINE_BREAKS', /old Macs/],
  ['quoted lines that end in CR alone', '"accountId","id"\r"a","u\n"\r', 'WRONG_LINE_BREAKS', /CR alone/],
  ['JSON Lines that end in CR alone', '{"id":"a"}\r{"id":"b"}\r', 'WRONG_LINE_BREAKS', /CR alone/],
  ['a web page', '<!DOCTYPE html>\n<html>', 'WEB_PAGE', /sign in/],
  ['a tar archive', Buffer.from(`users.csv${'\0'.repeat(248)}ustar\0`), 'BINARY_FILE', /tar archive/],
  [
    'UTF-16 LE with its mark',
    Buffer.from(`${BOM}accountId,id\n`, 'utf16le'),
    'WRONG_ENCODING',
    /little endian.*Save it again in UTF-8/,
  ],
  ['UTF-16 BE with its mark', utf16be(`${BOM}accountId,id\n`), 'WRONG_ENCODING', /big endian/],
  [
    'UTF-16 LE without a mark',
    Buffer.from('accountId,id\r\na,Жанна\r\n', 'utf16le'),
    'WRONG_ENCODING',
    /little endian/,
  ],
  ['UTF-16 BE without a mark', utf16be('accountId,id\r\na,Жанна\r\n'), 'WRONG_ENCODING', /big endian/],
  [
    'a header in Latin-1',
    Buffer.from('accountId,id,Stra\xdfe\n', 'latin1'),
    'WRONG_ENCODING',
    /Windows-1252/,
  ],
  [
    'a header in Latin-1, on its second line',
    Buffer.from('accountId,id,"a\nStra\xdfe"\n', 'latin1'),
    'WRONG_ENCODING',
    /UTF-8/,
  ],
  ['a NUL in the header', 'accountId,i\0d\n', 'BINARY_FILE', /NUL/],
  ['only NULs in the first line', '\0\0\naccountId,id\n', 'BINARY_FILE', /NUL/],
  [
    'lines that end in U+2028, with NULs at the end of the file',
    'accountId,id\u2028a,u\u2028\0\0',
    'WRONG_LINE_BREAKS',
    /the character U\+2028/,
  ],
  ['a workbook', Buffer.from('PK\x03\x04\x14\x00', 'latin1'), 'BINARY_FILE', /\.xlsx.*CSV UTF-8/],
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), 'BINARY_FILE', /\.xls/],
  ['a PDF document', '%PDF-1.7\n', 'BINARY_FILE', /PDF/],
  ['gzip within gzip', Buffer.from([0x1f, 0x8b, 8, 0]), 'BINARY_FILE', /gzip file inside a gzip file/],
];

describe('a file is rejected that holds', () => {
  it.each(rejected)('%s', (_, bytes, code, words) => {
    expect(rejectionOf(bytes)).toEqual({ code, message: expect.stringMatching(words) });
  });

  it('text whose head ends within a character: that one is no reason', () => {
    const text = `accountId,id,${'é'.repeat(HEAD_BYTES)}`;
    expect(rejectionOf(text).code).toBe('HEADER_TOO_LONG');
    expect(rejectionOf(`x${text}`).code).toBe('HEADER_TOO_LONG');
  });
});
