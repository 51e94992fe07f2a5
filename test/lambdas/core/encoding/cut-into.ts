import fc from 'fast-check';

/** Any characters: a quarter of one byte each in UTF-8, of two, of three, and of four. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0, max: 0x7f }),
      fc.integer({ min: 0x80, max: 0x7ff }),
      fc.integer({ min: 0x800, max: 0xffff }).filter((code) => code < 0xd800 || code > 0xdfff),
      fc.integer({ min: 0x10000, max: 0x10ffff }),
    ),
  )
  .map((codes) => String.fromCodePoint(...codes));

/** Places at which a file is cut into pieces, as shares of its length. */
export const cuts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });

export function cutInto(bytes: Buffer, shares: readonly number[]): readonly Buffer[] {
  const places = [...shares].sort((a, b) => a - b).map((share) => Math.round(share * bytes.length));
  return [0, ...places].map((from, i) => bytes.subarray(from, places[i] ?? bytes.length));
}
