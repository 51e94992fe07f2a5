import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CsvDialect } from '../../../../lambdas/core/records/record.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { boundariesByModel } from './boundary-model.ts';
import { cuts, cutUp, nastyFiles, withoutAnyPadding, withoutPadding } from './nasty-csv.ts';
import { recordsOf, scan } from './scan.ts';

const csv = (columns: number, maxMultilineBytes = 1000): CsvDialect => ({
  format: 'csv',
  delimiter: ',',
  columns,
  maxMultilineBytes,
});

const EXAMPLES: readonly (readonly [
  prose: string,
  columns: number,
  text: string,
  records: readonly string[],
])[] = [
  ['lines end with LF or CRLF, in any mixture', 2, 'a,b\r\nc,d\ne,f', ['a,b', 'c,d', 'e,f']],
  ['an empty line is no record', 2, '\n\r\na,b\n\n\r\n', ['a,b']],
  ['a row that spreadsheets write for a blank one is no record', 3, ',,\n , ,\r\na,b,c\n  \n,', ['a,b,c']],
  ['a row of quoted blanks is a record', 2, '"",\n," "\n', ['"",', '," "']],
  ['a row of other blanks is a record', 2, '\t,\n\v,\r\r\n;', ['\t,', '\v,', ';']],
  [
    'a blank row within quotes is content',
    2,
    'a,"b\n,,\n"\nc,"d\n,,\ne,f',
    ['a,"b\n,,\n"', 'unclosed_quote: c,"d', 'e,f'],
  ],
  ['a carriage return within a line does not end it', 1, 'a\rb\nc', ['a\rb', 'c']],
  [
    'carriage returns before a line end or the end of the file are no content',
    2,
    'a,b\r\r\n"c","d"\r\r\r\n\r\r\n,\r\r\ne,"f"\r\r',
    ['a,b', '"c","d"', 'e,"f"'],
  ],
  [
    'Ctrl-Z, NULs and form feeds at the end of a line or of the file are no content',
    2,
    'a,b\x1a\r\n\0,"d"\0\f\n\0e,f\ng,"h"\x1a\0\r\0',
    ['a,b', '\0,"d"', '\0e,f', 'g,"h"'],
  ],
  [
    'a line of Ctrl-Z, NULs, form feeds and blanks is no record',
    2,
    '\f\na,b\r\n\x1a\r\n \0\x1a\0,\n\f\r\n\x1a \f',
    ['a,b'],
  ],
  [
    'Ctrl-Z and NULs elsewhere are content',
    2,
    'a\x1a,b\n"c"\0 ,d',
    ['a\x1a,b', 'junk_after_quote: "c"\0 ,d'],
  ],
  [
    'a byte order mark at the beginning of a record is not part of it',
    2,
    '\ufeff\ufeffa,b\n\ufeff"c,",d\n\ufeff\n\ufeff,\ne,\ufefff\n\uf000,g\n\ufeff',
    ['a,b', '"c,",d', 'e,\ufefff', '\uf000,g'],
  ],
  [
    'a byte order mark is content where a quoted field continues',
    2,
    'a,"b\n\ufeffc"\n\ufeffd,"e\n',
    ['a,"b\n\ufeffc"', 'unclosed_quote: d,"e'],
  ],
  [
    'spaces before an opening and after a closing quote are no content of the field',
    3,
    ' "a,",  "b" , "c\n"  \r\nd, "e"e,f\n"g" "h",i,j',
    [' "a,",  "b" , "c\n"  ', 'junk_after_quote: d, "e"e,f', 'junk_after_quote: "g" "h",i,j'],
  ],
  ['a quoted field holds delimiters and line breaks', 2, 'a,"b,\r\n\nc"\nd,e', ['a,"b,\r\n\nc"', 'd,e']],
  ['a doubled quote is a quote, also across a line break', 2, 'a,"""\n"""\nd,e', ['a,"""\n"""', 'd,e']],
  ['a quote in an unquoted field is text', 2, 'a,5" pipe\nb,c"d"', ['a,5" pipe', 'b,c"d"']],
  ['an unclosed quote costs its own line', 2, 'a,"b\nc,d\ne,f\n', ['unclosed_quote: a,"b', 'c,d', 'e,f']],
  ['an unclosed quote on the last line costs its own line', 2, 'a,b\nc,"d', ['a,b', 'unclosed_quote: c,"d']],
  [
    'junk behind a closing quote costs its own line',
    2,
    'a,"b"c\nd,"e"',
    ['junk_after_quote: a,"b"c', 'd,"e"'],
  ],
  [
    'a carriage return behind a closing quote is junk unless the line or the file ends',
    1,
    '"a"\r\n"b"\rc\n"d"\r',
    ['"a"', 'junk_after_quote: "b"\rc', '"d"'],
  ],
  [
    'two lines that only together have closed quotes stay two if the columns do not add up',
    2,
    'a,"b\nc,",x\nd,e',
    ['unclosed_quote: a,"b', 'unclosed_quote: c,",x', 'd,e'],
  ],
  ['a record of several lines has no bare quotes', 2, 'a,"b\nc"d\n', ['unclosed_quote: a,"b', 'c"d']],
  [
    'several unclosed quotes in a row cost one line each',
    2,
    'a,"b\nc,"d\ne,"f\ng,h',
    ['unclosed_quote: a,"b', 'unclosed_quote: c,"d', 'unclosed_quote: e,"f', 'g,h'],
  ],
  [
    'a record of several lines is found behind an unclosed quote',
    2,
    'a,"b\nc,"d\ne"\ng,h',
    ['unclosed_quote: a,"b', 'c,"d\ne"', 'g,h'],
  ],
];

describe('the records of a CSV file', () => {
  it.each(EXAMPLES)('%s', (_prose, columns, text, records) => {
    expect(recordsOf(text, csv(columns))).toEqual(records);
  });

  it('may extend over several lines up to the limit and not a byte further', () => {
    const text = 'a,"b\nc"\nd,e';
    expect(recordsOf(text, csv(2, 7))).toEqual(['a,"b\nc"', 'd,e']);
    expect(recordsOf(text, csv(2, 6))).toEqual(['unclosed_quote: a,"b', 'c"', 'd,e']);
  });

  it('counts physical lines, those within records and the blank ones too', () => {
    const file = Buffer.from('a,"x\n\ny"\n,,\nb,c\nd,"e\nf,g');
    expect(scan([file], csv(2)).map(({ line }) => line)).toEqual([1, 5, 6, 7]);
  });

  it('has the boundaries that the rules give, on any input', () => {
    fc.assert(
      fc.property(nastyFiles, ({ file, dialect }) => {
        expect(scan([file], dialect)).toEqual(boundariesByModel(file, dialect));
      }),
      lawRuns(3000),
    );
  });

  it('has the same boundaries after a record with quotes, where the next line is read in another way', () => {
    const ending = fc.constantFrom('\n', '\r\n');
    fc.assert(
      fc.property(nastyFiles, ending, ({ file, dialect }, lineBreak) => {
        const cells = Array.from({ length: dialect.columns ?? 1 }, () => '"x ""y"""');
        const first = Buffer.from(cells.join(dialect.delimiter) + lineBreak);
        const moved = boundariesByModel(file, dialect).map((record) => ({
          ...record,
          start: record.start + first.length,
          end: record.end + first.length,
          line: record.line + 1,
        }));
        expect(scan([Buffer.concat([first, file])], dialect).slice(1)).toEqual(moved);
      }),
      lawRuns(3000),
    );
  });

  it('has the same boundaries when thousands of lines wait for a closing quote', () => {
    const line = fc.oneof(
      { weight: 400, arbitrary: fc.constantFrom('', ', ,', 'a,b', 'c', 'd,e\r') },
      { weight: 3, arbitrary: fc.constantFrom('a,"', 'a,b"', '"', 'x,""', ',",b') },
      { weight: 1, arbitrary: fc.constantFrom('",b', 'b"', '"a,b"') },
    );
    const file = fc.array(line, { minLength: 15_000, maxLength: 20_000, size: 'max' });
    fc.assert(
      fc.property(file, fc.constantFrom(300, 3000, 30_000), (lines, maxMultilineBytes) => {
        const bytes = Buffer.from(lines.join('\n'));
        const dialect = csv(2, maxMultilineBytes);
        expect(scan([bytes], dialect)).toEqual(boundariesByModel(bytes, dialect));
      }),
      { ...lawRuns(10), endOnFailure: true },
    );
  });

  it('has boundaries that do not depend on how the stream is cut into buffers', () => {
    fc.assert(
      fc.property(nastyFiles, cuts, ({ file, dialect }, sizes) => {
        expect(scan(cutUp(file, sizes), dialect)).toEqual(scan([file], dialect));
      }),
      lawRuns(2000),
    );
  });
});

describe('the records of a JSON Lines file', () => {
  it('are its physical lines, except those of white space only', () => {
    const text = '{"a":"\\n"}\r\r\n \t\r\n\n{}\n  1 \n\ufeff\x1e\n\r';
    expect(recordsOf(text, { format: 'jsonl' })).toEqual(['{"a":"\\n"}', '{}', '  1 ']);
  });

  it.each([
    ['a line of padding', '{}\n\x1a\0'],
    ['lines of padding and blanks', '{}\x1a\r\n\f\n \x1a \r\n\0\n'],
    ['padding behind a record', '{}\r\x1a\0\0'],
    ['a byte order mark', '{}\n\ufeff'],
  ])('does not include %s at the end of the file', (_prose, text) => {
    expect(recordsOf(text, { format: 'jsonl' })).toEqual(['{}']);
  });

  it('do not depend on how the stream is cut into buffers', () => {
    const text = fc.array(
      fc.constantFrom(
        '{}',
        '"',
        ' ',
        '\t',
        '\r',
        '\n',
        '\r\n',
        '\r\r\n',
        '\ufeff',
        '\x1e',
        '\x1a',
        '\0',
        '\f',
      ),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(text, cuts, (parts, sizes) => {
        const file = Buffer.from(parts.join(''));
        const expected = file
          .toString()
          .split('\n')
          .map(withoutPadding)
          .filter((line) => withoutAnyPadding(line).replaceAll('\x1e', '').trim() !== '');
        const found = scan(cutUp(file, sizes), { format: 'jsonl' });
        expect(found).toEqual(scan([file], { format: 'jsonl' }));
        expect(found.map(({ start, end }) => file.toString('utf8', start, end).trim())).toEqual(
          expected.map((line) => line.trim()),
        );
      }),
    );
  });
});
