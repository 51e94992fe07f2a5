import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Conversion, FileEncodingSchema } from '../../../../lambdas/contracts/file-encoding.ts';
import { createConverter } from '../../../../lambdas/core/encoding/converter.ts';
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
    ['macintosh', 'Jörg', [0x4a, 0x9a, 0x72, 0x67]],
    ['utf-8', 'Jörg', [0x4a, 0xc3, 0xb6, 0x72, 0x67]],
  ] as const)('in %s contains “%s”', (encoding, text, bytes) => {
    expect(convert([Buffer.from(bytes)], { encoding }).text.toString()).toBe(text);
  });

  it('never contains U+FFFD: the first bytes without a character are named with offset and line', () => {
    const single = FileEncodingSchema.options.filter((name) => !name.startsWith('utf-'));
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
