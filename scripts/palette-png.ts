/**
 * Writes a screenshot again with a palette of 256 colors: a third of its bytes, and no difference to the eye, because a page
 * has few colors besides those at the edges of its letters. PNG: https://www.w3.org/TR/png-3/
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const MAX_COLORS = 256;
const RGB = 2;
const PALETTE = 3;
const RGBA = 6;

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Three bytes for each pixel: screenshots are opaque. */
  readonly rgb: Buffer;
}

export function withPalette(png: Buffer): Buffer {
  const pixels = readPng(png);
  const { palette, indices } = quantise(pixels.rgb);
  return writePng(pixels, palette, indices);
}

/** @throws for what Chromium does not write: other depths, palettes, interlacing */
export function readPng(png: Buffer): Pixels {
  const chunks = chunksOf(png);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, color, , , interlaced] = header.subarray(8);
  if (depth !== 8 || interlaced !== 0 || (color !== RGB && color !== RGBA))
    throw new Error('The picture is not a PNG of 8 bits in RGB or RGBA.');
  const channels = color === RGB ? 3 : 4;
  const data = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data));
  const bytes = unfilter(inflateSync(data), width * channels, channels);
  const rgb = Buffer.alloc(width * height * 3);
  for (let i = 0; i < width * height; i++) bytes.copy(rgb, i * 3, i * channels, i * channels + 3);
  return { width, height, rgb };
}

function chunksOf(png: Buffer): readonly { readonly type: string; readonly data: Buffer }[] {
  const chunks: { type: string; data: Buffer }[] = [];
  for (let at = SIGNATURE.length; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    chunks.push({ type, data: png.subarray(at + 8, at + 8 + length) });
    at += length + 12;
  }
  return chunks;
}

/** Each row begins with the number of its filter. */
function unfilter(rows: Buffer, stride: number, channels: number): Buffer {
  const height = rows.length / (stride + 1);
  const out = Buffer.alloc(stride * height);
  const at = (row: number, i: number) => (row < 0 || i < 0 ? 0 : (out[row * stride + i] ?? 0));
  for (let row = 0; row < height; row++) {
    const filter = rows[row * (stride + 1)];
    for (let i = 0; i < stride; i++) {
      const [left, up] = [at(row, i - channels), at(row - 1, i)];
      const upLeft = i < channels ? 0 : at(row - 1, i - channels);
      const expected = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filter ?? 0] ?? 0;
      out[row * stride + i] = (rows[row * (stride + 1) + 1 + i] ?? 0) + expected;
    }
  }
  return out;
}

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : upLeft;
}

function quantise(rgb: Buffer) {
  const counts = new Map<number, number>();
  const colorAt = (i: number) => rgb.readUIntBE(i, 3);
  for (let i = 0; i < rgb.length; i += 3) counts.set(colorAt(i), (counts.get(colorAt(i)) ?? 0) + 1);
  const { palette, nearest } = choosePalette(counts);
  const indices = Buffer.alloc(rgb.length / 3);
  for (let i = 0; i < indices.length; i++) indices[i] = nearest.get(colorAt(i * 3)) ?? 0;
  return { palette, indices };
}

/**
 * One color after the other: the one with the largest error so far. The most frequent ones alone would not do: the green of a
 * small mark is rarer than the greys at the edges of letters.
 */
function choosePalette(counts: ReadonlyMap<number, number>) {
  const palette: number[] = [];
  const nearest = new Map<number, number>();
  const errors = new Map([...counts].map(([color]) => [color, Number.MAX_SAFE_INTEGER]));
  while (palette.length < MAX_COLORS) {
    let next: number | undefined;
    let most = 0;
    for (const [color, count] of counts) {
      const error = (errors.get(color) ?? 0) * count;
      if (error > most) [next, most] = [color, error];
    }
    if (next === undefined) break;
    for (const color of counts.keys()) {
      const error = distance(color, next);
      if (error >= (errors.get(color) ?? 0)) continue;
      errors.set(color, error);
      nearest.set(color, palette.length);
    }
    palette.push(next);
  }
  return { palette, nearest };
}

function distance(one: number, other: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((one >> shift) & 255) - ((other >> shift) & 255)) ** 2, 0);
}

function writePng({ width, height }: Pixels, palette: readonly number[], indices: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  header[9] = PALETTE;
  const colors = Buffer.alloc(palette.length * 3);
  for (const [i, color] of palette.entries()) colors.writeUIntBE(color, i * 3, 3);
  const rows = Buffer.alloc((width + 1) * height);
  for (let row = 0; row < height; row++)
    indices.copy(rows, row * (width + 1) + 1, row * width, (row + 1) * width);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(data.length + 12);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), data.length + 8);
  return out;
}
