import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { guessEncoding } from '../../../page/files/guess-encoding.ts';

const GERMAN = 'id;Vorname;Straße\n1;Jörg;Hauptstraße\n2;Zoë;Große Allee\n';
/** The letters of the text above in each encoding. */
const BYTES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  'windows-1252': { ß: 0xdf, ö: 0xf6, ë: 0xeb },
  cp850: { ß: 0xe1, ö: 0x94, ë: 0x89 },
  macintosh: { ß: 0xa7, ö: 0x9a, ë: 0x91 },
};

function bytesIn(encoding: string): Buffer<ArrayBuffer> {
  const letters = BYTES[encoding] ?? {};
  return Buffer.from([...GERMAN].map((letter) => letters[letter] ?? letter.charCodeAt(0)));
}

describe('guessEncoding', () => {
  it.each(Object.keys(BYTES))('finds %s by its letters', async (encoding) => {
    expect(await guessEncoding(new Blob([bytesIn(encoding)]))).toBe(encoding);
  });

  it('looks into a compressed file', async () => {
    const file = new Blob([Buffer.from(gzipSync(bytesIn('windows-1252')))]);
    expect(await guessEncoding(file)).toBe('windows-1252');
  });

  it('finds letters behind megabytes of ASCII', async () => {
    const ascii = 'id;name\n'.repeat(400_000);
    expect(await guessEncoding(new Blob([ascii, bytesIn('windows-1252')]))).toBe('windows-1252');
  });

  it.each([
    ['UTF-8', Buffer.from(GERMAN)],
    ['ASCII', Buffer.from('id\n1\n')],
    ['UTF-16 with a byte order mark', Buffer.from(`\ufeff${GERMAN}`, 'utf16le')],
    ['Cyrillic in Windows-1251', Buffer.from([0xc8, 0xe2, 0xe0, 0xed, 0x2c, 0xcf, 0xe5, 0xf2, 0xf0])],
  ])('guesses nothing for %s', async (_, bytes) => {
    expect(await guessEncoding(new Blob([bytes]))).toBeUndefined();
  });
});
