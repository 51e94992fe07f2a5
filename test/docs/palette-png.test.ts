import { crc32, deflateSync, inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readPng, withPalette } from '../../scripts/palette-png.ts';

interface Picture {
  readonly width: number;
  readonly channels: 3 | 4;
  /** Rows of bytes, each with the filter that it is written with. */
  readonly rows: readonly (readonly [filter: number, bytes: readonly number[]])[];
}

const picture: fc.Arbitrary<Picture> = fc
  .record({ width: fc.integer({ min: 1, max: 6 }), channels: fc.constantFrom(3 as const, 4 as const) })
  .chain(({ width, channels }) => {
    const bytes = fc.array(fc.integer({ min: 0, max: 255 }), {
      minLength: width * channels,
      maxLength: width * channels,
    });
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), bytes), { minLength: 1, maxLength: 5 });
    return rows.map((filled) => ({ width, channels, rows: filled }));
  });

function chunk(type: string, data: Buffer): Buffer {
  const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)];
  const body = Buffer.concat([Buffer.from(type), data]);
  length.writeUInt32BE(data.length);
  crc.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, crc]);
}

/** Written with the filters of the specification, each from its own formula. */
function written({ width, channels, rows }: Picture): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(rows.length, 4);
  header.set([8, channels === 3 ? 2 : 6], 8);
  const filtered = rows.flatMap(([filter, bytes], row) => {
    const above = rows[row - 1]?.[1] ?? bytes.map(() => 0);
    return [
      filter,
      ...bytes.map((byte, i) => {
        const [a, b, c] = [bytes[i - channels] ?? 0, above[i] ?? 0, above[i - channels] ?? 0];
        const p = a + b - c;
        const nearest = [a, b, c].reduce((best, one) =>
          Math.abs(p - one) < Math.abs(p - best) ? one : best,
        );
        return (byte - ([0, a, b, Math.floor((a + b) / 2), nearest][filter] ?? 0)) & 255;
      }),
    ];
  });
  const data = deflateSync(Buffer.from(filtered));
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

const rgbOf = ({ channels, rows }: Picture): readonly number[] =>
  rows.flatMap(([, bytes]) => bytes.filter((_, i) => channels === 3 || i % 4 < 3));

it('the pixels of a screenshot are read with every filter', () => {
  fc.assert(
    fc.property(picture, (one) => {
      expect([...readPng(written(one)).rgb]).toEqual(rgbOf(one));
    }),
  );
});

it('a screenshot of few colors has the same pixels with a palette', () => {
  fc.assert(
    fc.property(picture, (one) => {
      const png = withPalette(written(one));
      const part = (type: string) => {
        const at = png.indexOf(type, 0, 'latin1');
        return png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4));
      };
      const palette = part('PLTE');
      const rows = inflateSync(part('IDAT'));
      const pixels = [...rows]
        .filter((_, i) => i % (one.width + 1) > 0)
        .flatMap((index) => [...palette.subarray(index * 3, index * 3 + 3)]);
      expect(pixels).toEqual(rgbOf(one));
    }),
  );
});

it('a picture of another kind is refused', () => {
  const png = written({ width: 1, channels: 3, rows: [[0, [1, 2, 3]]] });
  png[25] = 3;
  expect(() => readPng(png)).toThrow('not a PNG of 8 bits');
});
