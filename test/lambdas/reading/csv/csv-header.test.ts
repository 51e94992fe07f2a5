import { describe, expect, it } from 'vitest';
import { readCsvHeader } from '../../../../lambdas/reading/csv/csv-header.ts';

describe('the header of a CSV file', () => {
  it.each([
    ['is the first record', 'a;b\r\nc;d', 0, ['a', 'b'], { offset: 5, line: 2, recordNumber: 1 }],
    ['follows the byte order mark', '\ufeffa;b\nc;d', 3, ['a', 'b'], { offset: 7, line: 2, recordNumber: 1 }],
    ['follows empty lines', '\n\r\na;b\n', 0, ['a', 'b'], { offset: 7, line: 4, recordNumber: 1 }],
    ['follows blank rows', ';;\n ; \na;b\n', 0, ['a', 'b'], { offset: 11, line: 4, recordNumber: 1 }],
    [
      'may have line breaks within quotes',
      '"a\n1";b\nc',
      0,
      ['a\n1', 'b'],
      { offset: 8, line: 3, recordNumber: 1 },
    ],
    ['may be all there is', 'a;"b"', 0, ['a', 'b'], { offset: 5, line: 1, recordNumber: 1 }],
  ])('%s', (_prose, text, offset, cells, next) => {
    const head = Buffer.from(text).subarray(offset);
    expect(readCsvHeader({ head, offset, complete: true }, ';')).toMatchObject({ found: true, cells, next });
  });

  it.each([
    ['there is none in an empty file', Buffer.from('\r\n'), true, undefined],
    ['it must end within the bytes that were read', Buffer.from('a;b'), false, undefined],
    ['an unclosed quote is named', Buffer.from('a;"b\nc;d'), true, { reason: 'unclosed_quote' }],
    ['junk behind a closing quote is named', Buffer.from('"a"b;c\n'), true, { reason: 'junk_after_quote' }],
    ['invalid UTF-8 is named', Buffer.from('ff0a', 'hex'), true, { reason: 'invalid_utf8' }],
  ])('is not found: %s', (_prose, head, complete, malformed) => {
    const reading = readCsvHeader({ head, offset: 0, complete }, ';');
    expect(reading).toEqual(malformed === undefined ? { found: false } : { found: false, malformed });
  });
});
