import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArrivedParts, compareFile } from '../../../page/upload/compare-file.ts';
import { lawRuns } from '../../support/law-runs.ts';

const fileOf = (content: Uint8Array<ArrayBuffer>, name = 'users.csv') => new File([content], name);

/** The parts of a file that have arrived, as the API lists them. */
function arrivedOf(content: Uint8Array, partBytes: number, numbers: readonly number[]): ArrivedParts {
  const parts = numbers.map((number) => {
    const part = content.subarray((number - 1) * partBytes, number * partBytes);
    return { number, bytes: part.length, md5: createHash('md5').update(part).digest('hex') };
  });
  const arrivedBytes = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  return { bytes: content.length, partBytes, arrivedBytes, parts };
}

const uploads = fc
  .record({
    content: fc.uint8Array({ minLength: 1, maxLength: 60 }),
    partBytes: fc.integer({ min: 1, max: 20 }),
    at: fc.nat(),
    isMissing: fc.func(fc.boolean()),
  })
  .map(({ content, partBytes, at, isMissing }) => {
    const numbers = Array.from({ length: Math.ceil(content.length / partBytes) }, (_, index) => index + 1);
    return {
      content: Uint8Array.from(content),
      partBytes,
      at: at % content.length,
      numbers: numbers.filter((number) => !isMissing(number)),
    };
  });

describe('the file that is chosen to continue an upload', () => {
  it('is the same exactly if no byte of an arrived part has changed', async () => {
    await fc.assert(
      fc.asyncProperty(uploads, async ({ content, partBytes, at, numbers }) => {
        const arrived = arrivedOf(content, partBytes, numbers);
        expect(await compareFile(fileOf(content), 'users.csv', arrived)).toBe('same');
        const changed = Uint8Array.from(content);
        changed[at] = (changed[at] ?? 0) ^ 1;
        const hasArrived = numbers.includes(Math.floor(at / partBytes) + 1);
        expect(await compareFile(fileOf(changed), 'users.csv', arrived)).toBe(
          hasArrived ? 'changed' : 'same',
        );
      }),
      lawRuns(100),
    );
  });

  it('is refused by its name and its size before it is read', async () => {
    const content = Uint8Array.of(1, 2, 3);
    const arrived = arrivedOf(content, 2, [1]);
    expect(await compareFile(fileOf(content, 'other.csv'), 'users.csv', arrived)).toBe('other-name');
    expect(await compareFile(fileOf(Uint8Array.of(1, 2)), 'users.csv', arrived)).toBe('other-size');
  });

  it('is compared with progress, in pieces of a part', async () => {
    const content = new Uint8Array(5 * 1024 * 1024).fill(7);
    const arrived = arrivedOf(content, 4 * 1024 * 1024, [1, 2]);
    const shares: number[] = [];
    const onProgress = (share: number) => shares.push(share);
    expect(await compareFile(fileOf(content), 'users.csv', arrived, { onProgress })).toBe('same');
    expect(shares).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  });

  it('is not compared with a part that has arrived with another size: it is sent again', async () => {
    const content = Uint8Array.of(1, 2, 3);
    const arrived = { ...arrivedOf(content, 2, []), parts: [{ number: 1, bytes: 1, md5: 'x' }] };
    expect(await compareFile(fileOf(content), 'users.csv', arrived)).toBe('same');
  });
});
