import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gunzip } from '../../../page/files/gunzip.ts';

const members = fc.array(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 5 });
const pieceBytes = fc.integer({ min: 1, max: 64 });

async function unzipped(bytes: Buffer, size: number): Promise<string> {
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const found: Buffer[] = [];
  for await (const piece of gunzip(pieces(), bytes.length)) found.push(piece);
  return Buffer.concat(found).toString();
}

it('the members of a gzip file are decompressed, however its bytes arrive', async () => {
  await fc.assert(
    fc.asyncProperty(members, pieceBytes, async (texts, size) => {
      const bytes = Buffer.concat(texts.map((text) => gzipSync(text)));
      expect(await unzipped(bytes, size)).toBe(texts.join(''));
    }),
  );
});

it('a gzip file that is cut off is rejected', async () => {
  await fc.assert(
    fc.asyncProperty(members, fc.nat(), pieceBytes, async (texts, cut, size) => {
      const whole = gzipSync(texts.join('\n'));
      const bytes = whole.subarray(0, 3 + (cut % (whole.length - 3)));
      await expect(unzipped(bytes, size)).rejects.toThrow(/BROKEN_GZIP/);
    }),
    { numRuns: 300 },
  );
});
