import { describe, expect, it } from 'vitest';
import { EncodingNameSchema, type FileEncoding } from '../../../../lambdas/contracts/file-encoding.ts';
import { decideConversion } from '../../../../lambdas/core/encoding/decide-conversion.ts';

const TEXT = 'accountId,id,firstName\nacme,1,Jörg\n';
const latin = Buffer.from(TEXT, 'latin1');

describe('the encoding of a file', () => {
  it.each<[string, Buffer, FileEncoding | undefined, FileEncoding | undefined]>([
    ['is UTF-8 if nothing else is named', latin, undefined, undefined],
    ['is the one that is named', latin, 'windows-1252', 'windows-1252'],
    [
      'is UTF-8 by its byte order mark, whatever is named',
      Buffer.from(`\ufeff${TEXT}`),
      'windows-1252',
      undefined,
    ],
    [
      'is UTF-8 if its letters are valid UTF-8, whatever is named',
      Buffer.from(TEXT),
      'windows-1252',
      undefined,
    ],
    [
      'is the one that is named if the head cuts its only letter off',
      Buffer.from(TEXT).subarray(0, -4),
      'iso-8859-1',
      'iso-8859-1',
    ],
    [
      'is UTF-8 with letters of which the head cuts the last one off',
      Buffer.from(`Jörg,${TEXT}`).subarray(0, -4),
      'iso-8859-1',
      undefined,
    ],
    ['is the one that is named for ASCII', Buffer.from('accountId,id\n'), 'windows-1252', 'windows-1252'],
    ['is UTF-16 by its byte order mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le'), undefined, 'utf-16le'],
    [
      'is UTF-16 by its byte order mark, whatever is named',
      Buffer.from(`\ufeff${TEXT}`, 'utf16le').swap16(),
      'windows-1252',
      'utf-16be',
    ],
    ['is UTF-16 by its first line', Buffer.from(TEXT, 'utf16le'), undefined, 'utf-16le'],
    ['is UTF-16 if named', Buffer.from('Ж,Ж\nЖ\n', 'utf16le'), 'utf-16le', 'utf-16le'],
  ])('%s', (_, head, named, encoding) => {
    expect(decideConversion({ bytes: head, complete: false }, named)?.encoding).toBe(encoding);
  });

  it('is the one that is named if the last byte of the file is its only letter', () => {
    const bytes = Buffer.from('accountId,id,firstName\nacme,1,Zoé', 'latin1');
    expect(decideConversion({ bytes, complete: true }, 'windows-1252')?.encoding).toBe('windows-1252');
    expect(decideConversion({ bytes, complete: false }, 'windows-1252')?.encoding).toBe('windows-1252');
  });

  it.each([
    ['is UTF-8 if it has characters of three bytes', '田中', undefined],
    ['is the one that is named if it has characters of two bytes only', 'Jörg', 'gb18030'],
  ])('%s, if one of two bytes is named', (_, name, encoding) => {
    const bytes = Buffer.from(`accountId,id,firstName\nacme,1,${name}\n`);
    expect(decideConversion({ bytes, complete: true }, 'gb18030')?.encoding).toBe(encoding);
  });

  it.each([
    ['Windows-1252', 'windows-1252'],
    ['CP1252', 'windows-1252'],
    ['latin1', 'iso-8859-1'],
    ['UTF8', 'utf-8'],
    ['GBK', 'gb18030'],
    ['CP932', 'shift_jis'],
    ['ISO-8859-9', 'windows-1254'],
  ])('may be called %s', (name, encoding) => {
    expect(EncodingNameSchema.parse(name)).toBe(encoding);
  });

  it('is refused by name if it is not known', () => {
    expect(EncodingNameSchema.safeParse('ebcdic').error?.issues[0]?.message).toMatch(
      /one of the encodings utf-8, /,
    );
  });
});
