import { describe, expect, it } from 'vitest';
import { readHeaderlessLayout } from '../../../lambdas/reading/headerless-layout.ts';
import { FileRejected } from '../../../lambdas/runtime/errors.ts';

const COLUMNS = ['email', 'firstName', 'lastName'];

function layoutOf(content: string | Buffer, columns = COLUMNS) {
  return readHeaderlessLayout({ bytes: Buffer.from(content), complete: true }, columns);
}

function rejectionOf(content: string | Buffer, complete = true) {
  try {
    readHeaderlessLayout({ bytes: Buffer.from(content), complete }, COLUMNS);
  } catch (error) {
    if (error instanceof FileRejected) return error.reason;
    throw error;
  }
  return undefined;
}

describe('a file that begins with its first record', () => {
  it.each([
    [',', 'ann@x.example,Ann,Lee\n'],
    [';', 'ann@x.example;Ann;Lee\r\n'],
    ['\t', 'ann@x.example\tAnn\tLee'],
    ['|', 'ann@x.example|Ann|Lee'],
    [',', '"ann@x.example","Lee; Ann; of X; of Y","Lee"\n'],
    [',', 'ann@x.example,Ann,a;b;c;d\n'],
    [',', '\n\n ,,\nann@x.example,Ann,Lee\n'],
    [',', 'ann@x.example,"Ann\nof X",Lee\n'],
  ])('is divided by %j: %j', (delimiter, content) => {
    expect(layoutOf(content)).toEqual({
      format: 'csv',
      delimiter,
      columns: COLUMNS,
      width: 3,
      headerStart: 0,
      headerEnd: 0,
      offset: 0,
      line: 1,
    });
  });

  it('may end each row with a delimiter, if it has more than one', () => {
    expect(layoutOf('ann@x.example,Ann,Lee,\nbob@x.example,Bob,Lee,\n')).toMatchObject({
      columns: COLUMNS,
      width: 4,
    });
    expect(rejectionOf('ann@x.example,Ann, Jr.,\n')).toMatchObject({ code: 'WRONG_COLUMNS' });
  });

  it('may begin with a byte order mark', () => {
    expect(layoutOf('\ufeffann@x.example,Ann,Lee\n')).toMatchObject({ offset: 3, line: 1 });
    expect(layoutOf('\ufeff\ufeff"ann@x.example","Ann","Lee"\n')).toMatchObject({ offset: 6, line: 1 });
  });

  it.each([
    ['a row with too few cells', 'ann@x.example,Ann\nbob@x.example;Bob;Lee\n'],
    ['a row with too many', 'a;b;c;d;e\nbob@x.example;Bob;Lee\n'],
    ['a quote that is never closed', '"ann@x.example;Ann;Lee\nbob@x.example;Bob;Lee\n'],
    ['a row that is not UTF-8', Buffer.from('ann@x.example;Ren\xe9;Lee\nbob@x.example;Bob;Lee\n', 'latin1')],
  ])('may begin with a bad record: %s', (_, content) => {
    expect(layoutOf(content)).toMatchObject({ delimiter: ';', offset: 0 });
  });

  it.each([
    ['that is empty', '', 'EMPTY_FILE'],
    ['that is a web page', '<!DOCTYPE html>\n<html>', 'WEB_PAGE'],
    ['with a line for spreadsheets', 'sep=;\r\nann@x.example;Ann;Lee\r\n', 'SEP_LINE'],
    ['of lines that end in CR', '"ann@x.example",Ann,Lee\rbob@x.example,Bob,Lee\r', 'WRONG_LINE_BREAKS'],
    ['that is blank', ' \n,,,\n\n', 'EMPTY_FILE'],
    ['of two columns', 'ann@x.example,Ann\nbob@x.example,Bob\n', 'WRONG_COLUMNS'],
    ['of four columns', 'ann@x.example,Ann,Lee,7\n', 'WRONG_COLUMNS'],
    ['of addresses only', 'ann@x.example\nbob@x.example\n', 'WRONG_COLUMNS'],
    ['that is an object', '{"email":"ann@x.example","a":"b","c":"d"}\n', 'WRONG_FORMAT'],
    ['that is an array', '[\n {"email":"ann@x.example"}]', 'WRONG_FORMAT'],
    ['that is a workbook', 'PK\x03\x04rest', 'BINARY_FILE'],
    ['in UTF-16', Buffer.from('\ufeffann@x.example,Ann,Lee\n', 'utf16le'), 'WRONG_ENCODING'],
    ['in Latin-1', Buffer.from('ann@x.example,Ren\xe9,Lee\n', 'latin1'), 'WRONG_ENCODING'],
  ])('is rejected %s', (_, content, code) => {
    expect(rejectionOf(content)).toMatchObject({ code });
  });

  it('is rejected when its first bytes are blank, however many follow', () => {
    expect(rejectionOf(' \n'.repeat(1000), false)).toMatchObject({ code: 'WRONG_COLUMNS' });
  });
});
