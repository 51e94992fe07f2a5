import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Conversion, FileEncodingSchema } from '../../../../lambdas/contracts/file-encoding.ts';
import { createConverter } from '../../../../lambdas/core/encoding/converter.ts';
import { isDoubleByte } from '../../../../lambdas/core/encoding/double-byte.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { anyText, cutInto, cuts } from './cut-into.ts';

function convert(pieces: readonly Buffer[], conversion: Conversion) {
  const converter = createConverter(conversion);
  const texts = pieces.map((piece) => {
    // As the caller does: the piece is gone when the next one comes.
    const own = Buffer.from(piece);
    const text = Buffer.from(converter.push(own));
    own.fill(0xaa);
    return text;
  });
  return { text: Buffer.concat([...texts, converter.end()]), problem: converter.problem() };
}

const inUtf16 = { 'utf-16le': (b: Buffer) => b, 'utf-16be': (b: Buffer) => b.swap16() } as const;

/** The upper half of Windows-1252, written by hand from its code page: `_` where it has no character. */
const UPPER_1252 = `€_‚ƒ„…†‡ˆ‰Š‹Œ_Ž__‘’“”•–—˜™š›œ_žŸ${String.fromCharCode(...Array.from({ length: 96 }, (_, i) => 0xa0 + i))}`;
const bytes1252 = (text: string) =>
  Buffer.from([...text].map((c) => (c < '\u0080' ? c.charCodeAt(0) : 0x80 + UPPER_1252.indexOf(c))));

describe('a converted file', () => {
  it.each(['utf-16le', 'utf-16be'] as const)(
    'in %s has the same text, wherever the pieces end',
    (encoding) => {
      fc.assert(
        fc.property(anyText, cuts, (text, at) => {
          const stored = inUtf16[encoding](Buffer.from(text, 'utf16le'));
          const { text: converted, problem } = convert(cutInto(stored, at), { encoding });
          expect(problem).toBeUndefined();
          expect(converted.toString()).toBe(text);
        }),
        lawRuns(500),
      );
    },
  );

  it('in Windows-1252 has the same text, wherever the pieces end', () => {
    const characters = [...`${UPPER_1252.replaceAll('_', '')}aZ09;,"\r\n`];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...characters)), cuts, (chosen, at) => {
        const text = chosen.join('');
        const { text: converted, problem } = convert(cutInto(bytes1252(text), at), {
          encoding: 'windows-1252',
        });
        expect(problem).toBeUndefined();
        expect(converted.toString()).toBe(text);
      }),
      lawRuns(300),
    );
  });

  it.each([
    ['iso-8859-1', 'Größe €', [0x47, 0x72, 0xf6, 0xdf, 0x65, 0x20, 0x80]],
    ['iso-8859-15', 'Šé €', [0xa6, 0xe9, 0x20, 0xa4]],
    ['windows-1250', 'Łódź', [0xa3, 0xf3, 0x64, 0x9f]],
    ['windows-1251', 'Жанна', [0xc6, 0xe0, 0xed, 0xed, 0xe0]],
    ['windows-1253', 'Άννα', [0xa2, 0xed, 0xed, 0xe1]],
    ['windows-1254', 'Işık', [0x49, 0xfe, 0xfd, 0x6b]],
    ['windows-1255', 'שלום', [0xf9, 0xec, 0xe5, 0xed]],
    ['windows-1256', 'سلام', [0xd3, 0xe1, 0xc7, 0xe3]],
    ['windows-1257', 'Žemaitė', [0xde, 0x65, 0x6d, 0x61, 0x69, 0x74, 0xeb]],
    ['windows-874', 'ไทย', [0xe4, 0xb7, 0xc2]],
    ['iso-8859-2', 'Łódź', [0xa3, 0xf3, 0x64, 0xbc]],
    ['macintosh', 'Jörg', [0x4a, 0x9a, 0x72, 0x67]],
    ['cp437', 'Bäcker ½ π', [0x42, 0x84, 0x63, 0x6b, 0x65, 0x72, 0x20, 0xab, 0x20, 0xe3]],
    ['cp850', 'Müller Ø', [0x4d, 0x81, 0x6c, 0x6c, 0x65, 0x72, 0x20, 0x9d]],
    ['cp852', 'Łódź', [0x9d, 0xa2, 0x64, 0xab]],
    ['cp858', '5 €', [0x35, 0x20, 0xd5]],
    ['cp866', 'Жанна', [0x86, 0xa0, 0xad, 0xad, 0xa0]],
    ['shift_jis', '表,ﾃ,田中', [0x95, 0x5c, 0x2c, 0xc3, 0x2c, 0x93, 0x63, 0x92, 0x86]],
    ['gb18030', '張,㐀€', [0x8f, 0x88, 0x2c, 0x81, 0x39, 0xee, 0x39, 0xa2, 0xe3]],
    ['big5', '許,功', [0xb3, 0x5c, 0x2c, 0xa5, 0x5c]],
    ['euc-kr', '김,가', [0xb1, 0xe8, 0x2c, 0xb0, 0xa1]],
    ['utf-8', 'Jörg', [0x4a, 0xc3, 0xb6, 0x72, 0x67]],
  ] as const)('in %s contains “%s”', (encoding, text, bytes) => {
    expect(convert([Buffer.from(bytes)], { encoding }).text.toString()).toBe(text);
  });

  /** Of the text: `iconv -f CP850 -t UTF-8` (GNU libc 2.36) of the bytes 0x80 to 0xFF, `sha256sum`. */
  it.each([
    ['cp437', '6395cab87eae09bf6758684afcf3c8ed89423d4805a965c1ff438bbdd71f5816'],
    ['cp850', '4ca3112428df72e8b152b5a552dc82d56b73c1ea8a13b768be5119252027043e'],
    ['cp852', '3ee7c6ae05c3663f3846abd2215d1ae0be97641cc626f71c31f8928ecb9cc613'],
    ['cp858', '91d24582be31b95d49490a28de50add24030167c6705b803abb53c31df9f9dc2'],
    ['cp866', '2e3f89d51df1d1b9a5e9f2a21d0919780249a470f82aa3dc34382afc64afe935'],
  ] as const)('in %s has the characters that GNU iconv reads', (encoding, digest) => {
    const upperHalf = Buffer.from(Array.from({ length: 0x80 }, (_, i) => 0x80 + i));
    const { text } = convert([upperHalf], { encoding });
    expect(createHash('sha256').update(text).digest('hex')).toBe(digest);
  });

  it('never contains U+FFFD: the first bytes without a character are named with offset and line', () => {
    const single = FileEncodingSchema.options.filter(
      (name) => !name.startsWith('utf-') && !isDoubleByte(name),
    );
    fc.assert(
      fc.property(fc.constantFrom(...single), fc.uint8Array({ maxLength: 40 }), cuts, (encoding, raw, at) => {
        const bytes = Buffer.from(raw);
        const { text, problem } = convert(cutInto(bytes, at), { encoding });
        expect(text.toString()).not.toMatch(/[\ufffd\u0080-\u009f]/);
        if (problem === undefined) expect([...text.toString()]).toHaveLength(bytes.length);
        else {
          expect(problem.offset).toBe([...text.toString()].length);
          expect(problem.bytes).toEqual(bytes.subarray(problem.offset, problem.offset + 1));
          expect(problem.line).toBe(bytes.subarray(0, problem.offset).toString('latin1').split('\n').length);
        }
      }),
      lawRuns(500),
    );
  });

  it.each(FileEncodingSchema.options.filter(isDoubleByte))(
    'in %s has the text that TextDecoder reads, or names the first bytes that it refuses, wherever the pieces end',
    (encoding) => {
      const lead = fc.integer({ min: 0x81, max: 0xfe });
      const pair = fc.tuple(lead, fc.integer({ min: 0x40, max: 0xfe }));
      const four = fc.tuple(
        fc.integer({ min: 0x81, max: 0x84 }),
        fc.integer({ min: 0x30, max: 0x39 }),
        lead,
        fc.integer({ min: 0x30, max: 0x39 }),
      );
      const ascii = fc.constantFrom(...[...'a,"|\n\\0'].map((one) => [one.charCodeAt(0)]));
      const unit: fc.Arbitrary<number[]> = fc.oneof(pair, pair, ascii, encoding === 'gb18030' ? four : ascii);
      const wild = fc.oneof(
        { weight: 30, arbitrary: unit },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 0xff }).map((byte) => [byte]) },
      );
      let whole = 0;
      fc.assert(
        fc.property(fc.array(wild, { maxLength: 12 }), cuts, (units, at) => {
          const bytes = Buffer.from(units.flat());
          const { text, problem } = convert(cutInto(bytes, at), { encoding });
          expect(text.toString()).not.toMatch(/[\ufffd\u0080-\u009f]/);
          const decoded = (part: Buffer) => new TextDecoder(encoding).decode(part);
          if (problem === undefined) {
            whole++;
            expect(text.toString()).toBe(decoded(bytes));
          } else {
            expect(text.toString()).toBe(decoded(bytes.subarray(0, problem.offset)));
            expect(decoded(bytes.subarray(problem.offset))).toMatch(/^[\ufffd\u0080-\u009f\ue000-\uf8ff]/);
            expect(bytes.subarray(problem.offset, problem.offset + problem.bytes.length)).toEqual(
              problem.bytes,
            );
          }
        }),
        lawRuns(400),
      );
      expect(whole).toBeGreaterThan(20);
    },
  );

  it.each([
    ['shift_jis', 'a character that the system has defined itself', [0xf0, 0x40]],
    ['big5', 'a character of Hong Kong', [0xfa, 0x40]],
    ['euc-kr', 'a syllable that only Windows has', [0x8c, 0x63]],
    ['gb18030', 'half of a character', [0x8f]],
  ] as const)('in %s is refused where it has %s', (encoding, _, bytes) => {
    const { text, problem } = convert([Buffer.from([0x61, 0x0a, ...bytes])], { encoding });
    expect(text.toString()).toBe('a\n');
    expect(problem).toEqual({ offset: 2, line: 2, bytes: Buffer.from(bytes) });
  });

  it.each<[string, Buffer, number, number]>([
    ['half of a pair in the middle', Buffer.from('a\nb\ud800c', 'utf16le'), 6, 2],
    ['the second half of a pair alone', Buffer.from('a\udc00', 'utf16le'), 2, 1],
    ['half of a pair at the end', Buffer.from('ab\ud83d', 'utf16le'), 4, 1],
    ['an odd number of bytes', Buffer.from('a\0\n\0b'), 4, 2],
  ])('in UTF-16 is refused where it has %s', (_, bytes, offset, line) => {
    fc.assert(
      fc.property(cuts, (at) => {
        const { problem } = convert(cutInto(bytes, at), { encoding: 'utf-16le' });
        expect(problem).toMatchObject({ offset, line });
      }),
      lawRuns(30),
    );
  });

  it('has LF where lines end with CR alone', () => {
    const { text } = convert([Buffer.from('a,b\rc'), Buffer.from('\rd')], {
      encoding: 'utf-8',
      lineBreaks: 'cr',
    });
    expect(text.toString()).toBe('a,b\nc\nd');
  });
});
