import { describe, expect, it } from 'vitest';
import { releaseBuffer } from '../../../../lambdas/core/records/release-buffer.ts';

describe('a buffer that is released', () => {
  it('uses no memory any more', () => {
    const piece = Buffer.from(new ArrayBuffer(64));
    releaseBuffer(piece);
    expect(piece.buffer.byteLength).toBe(0);
  });

  it.each([
    ['begins where other bytes end', (all: Buffer) => all.subarray(1)],
    ['ends before others', (all: Buffer) => all.subarray(0, 3)],
  ])('is not released when it shares its memory: it %s', (_prose, cut) => {
    const all = Buffer.from(new Uint8Array([1, 2, 3, 4]).buffer);
    releaseBuffer(cut(all));
    expect([...all]).toEqual([1, 2, 3, 4]);
  });
});
