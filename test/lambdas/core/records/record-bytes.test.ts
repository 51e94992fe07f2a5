import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSplitter } from '../../../../lambdas/core/records/splitter.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { cuts, cutUp, nastyFiles } from './nasty-csv.ts';
import { scan } from './scan.ts';

const START = { offset: 0, line: 1, recordNumber: 1 };

/** The readable records that are shown while a file streams by, by number. */
function shown(
  file: Buffer,
  dialect: Parameters<typeof scan>[1],
  pieces: readonly Buffer[],
  maxRecordBytes?: number,
) {
  const records = new Map<number, string>();
  const conflicts = {
    add: (n: number, bytes: Buffer, from: number, to: number) =>
      void records.set(n, bytes.toString('latin1', from, to)),
    endChunk: () => 0,
  };
  const limits = maxRecordBytes === undefined ? {} : { maxRecordBytes };
  const splitter = createSplitter({ dialect, start: START, fileBytes: file.length, conflicts, ...limits });
  for (const piece of pieces) {
    const bytes = Buffer.from(piece);
    splitter.push(bytes);
    // It is not read again, so its memory may be released.
    bytes.fill('"');
  }
  splitter.end();
  return records;
}

describe('the bytes of records', () => {
  it('are those of every well-formed record, however the stream is cut into buffers', () => {
    fc.assert(
      fc.property(nastyFiles, cuts, ({ file, dialect }, sizes) => {
        const expected = scan([file], dialect)
          .map(
            ({ start, end, malformed }, i) =>
              [i + 1, file.toString('latin1', start, end), malformed] as const,
          )
          .filter(([, , malformed]) => malformed === undefined);
        const found = shown(file, dialect, cutUp(file, sizes));
        expect([...found]).toEqual(expected.map(([n, text]) => [n, text]));
      }),
      lawRuns(2000),
    );
  });

  it('are shown for every record that is not oversized, also between oversized records', () => {
    const long = (n: number) => 'x'.repeat(n);
    const lines = [
      'a,b',
      `${long(70_000)},c`,
      'd,e',
      `"${long(3000)}`,
      `f,${long(50_000)}`,
      'g,"h',
      'i",j',
      long(9000),
    ];
    const file = Buffer.from(lines.join('\n'));
    const dialect = { format: 'csv', delimiter: ',', columns: 3, maxMultilineBytes: 4000 } as const;
    const lengths = (pieces: readonly Buffer[]) =>
      [...shown(file, dialect, pieces, 20_000)].map(([n, text]) => [n, text.length]);
    expect(lengths([file])).toEqual([
      [1, 3],
      [3, 3],
      [6, 9],
      [7, 9000],
    ]);
    for (const size of [1, 7, 1000, 4096]) expect(lengths(cutUp(file, [size]))).toEqual(lengths([file]));
  });

  it('are assembled in linear time for a record that arrives in many small pieces', () => {
    const file = Buffer.from(`a,${'x'.repeat(4_000_000)}\nb,c`);
    const pieces = cutUp(file, [64]);
    const found = shown(file, { format: 'csv', delimiter: ',', columns: 2 }, pieces);
    expect(found.get(1)?.length).toBe(4_000_002);
    expect(found.get(2)).toBe('b,c');
  });
});
