import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChunkRange } from '../../../../lambdas/contracts/chunk.ts';
import {
  type ChunkDeferred,
  createConflictFinder,
} from '../../../../lambdas/core/conflicts/conflict-finder.ts';
import { createKeyFilter } from '../../../../lambdas/core/conflicts/key-filter.ts';
import { createReadKeys } from '../../../../lambdas/core/conflicts/read-keys.ts';
import type { ChunkLimits } from '../../../../lambdas/core/records/chunk-planner.ts';
import { dialectOf } from '../../../../lambdas/core/records/dialect.ts';
import { createSplitter } from '../../../../lambdas/core/records/splitter.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { participants } from '../../support/participants.ts';
import { cuts, cutUp } from '../records/nasty-csv.ts';
import { csvFiles, type FileWithKeys, jsonArrayFiles, jsonFiles } from './files-with-keys.ts';
import { type SeenRecord, seenByWorkers, TENANT } from './workers-view.ts';

const AMPLE = 64 * 1024;
const TINY = 32;

interface Found {
  readonly chunks: readonly ChunkRange[];
  readonly lists: readonly ChunkDeferred[];
  readonly deferred: ReadonlySet<number>;
}

function find(
  { file, layout }: FileWithKeys,
  limits: ChunkLimits,
  { filterBytes = AMPLE, pieceSizes = [file.length + 1] } = {},
): Found {
  const finder = createConflictFinder(createReadKeys(participants, TENANT, layout), () =>
    createKeyFilter(filterBytes),
  );
  const { offset, line } = layout;
  const start = { offset, line, recordNumber: 1 };
  const splitter = createSplitter({
    ...limits,
    dialect: dialectOf(layout),
    start,
    fileBytes: file.length,
    conflicts: finder,
  });
  const chunks: ChunkRange[] = [];
  const lists: ChunkDeferred[] = [];
  for (const piece of cutUp(file.subarray(offset), pieceSizes)) {
    chunks.push(...splitter.push(piece));
    lists.push(...finder.take());
  }
  chunks.push(...splitter.end().chunks);
  lists.push(...finder.take());
  return { chunks, lists, deferred: new Set(lists.flatMap(({ ranges }) => ranges.flatMap(numbersIn))) };
}

function numbersIn([first, last]: readonly [number, number]): number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

/** Slow and obviously right: the chunk of each key's first record, and what follows from a record that waits. */
function deferredByModel(records: readonly SeenRecord[]): Set<number> {
  const firstChunk = new Map<string, number>();
  const waiting = new Set<string>();
  const deferred = new Set<number>();
  for (const { recordNumber, chunk, readableKeys } of records) {
    const waits = readableKeys.some((key) => waiting.has(key) || (firstChunk.get(key) ?? chunk) < chunk);
    if (waits) deferred.add(recordNumber);
    for (const key of readableKeys) {
      if (waits) waiting.add(key);
      else if (!firstChunk.has(key)) firstChunk.set(key, chunk);
    }
  }
  return deferred;
}

/** Applying the map's records in any order of chunks, and the deferred records after them, is applying all in file order. */
function expectOrderKept(records: readonly SeenRecord[], deferred: ReadonlySet<number>): void {
  for (const [i, later] of records.entries()) {
    for (const earlier of records.slice(0, i)) {
      if (later.keys === undefined || !earlier.keys?.some((key) => later.keys?.includes(key))) continue;
      const [first, second] = [deferred.has(earlier.recordNumber), deferred.has(later.recordNumber)];
      const kept = second || (!first && earlier.chunk === later.chunk);
      expect(kept, `records ${earlier.recordNumber} and ${later.recordNumber}`).toBe(true);
    }
  }
}

const limits = fc.record({
  chunkBytes: fc.integer({ min: 1, max: 200 }),
  chunkRecords: fc.integer({ min: 1, max: 6 }),
  maxRecordBytes: fc.constantFrom(20, 60, 10_000),
});
const properFiles = fc.oneof(csvFiles(false), jsonFiles);
const anyFiles = fc.oneof(csvFiles(true), csvFiles(false), jsonFiles, jsonArrayFiles);

describe('the deferred records of a file', () => {
  it('leave only records to the map that may be applied in any order of chunks, with any filter', () => {
    fc.assert(
      fc.property(
        anyFiles,
        limits,
        fc.constantFrom(AMPLE, TINY),
        cuts,
        (source, limit, filterBytes, pieceSizes) => {
          const { chunks, deferred } = find(source, limit, { filterBytes, pieceSizes });
          const readable = chunks.filter(({ oversized }) => oversized !== true);
          expectOrderKept(seenByWorkers(source, readable, participants), deferred);
        },
      ),
      lawRuns(1500),
    );
  });

  it('are exactly those of the model when the filter is large', () => {
    fc.assert(
      fc.property(properFiles, limits, (source, limit) => {
        const { chunks, deferred } = find(source, limit);
        const readable = chunks.filter(({ oversized }) => oversized !== true);
        const records = seenByWorkers(source, readable, participants);
        // A cell with NUL is refused as a whole by the worker; the splitter does not look at other cells than keys'.
        fc.pre(!source.file.includes(0));
        expect(deferred).toEqual(deferredByModel(records));
      }),
      lawRuns(1500),
    );
  });

  it('do not depend on how the stream is cut into buffers', () => {
    fc.assert(
      fc.property(anyFiles, limits, cuts, (source, limit, pieceSizes) => {
        expect(find(source, limit, { pieceSizes })).toEqual(find(source, limit));
      }),
      lawRuns(1500),
    );
  });

  it('do not change the chunks, and each chunk says how many it has', () => {
    fc.assert(
      fc.property(anyFiles, limits, (source, limit) => {
        const { file, layout } = source;
        const { offset, line } = layout;
        const start = { offset, line, recordNumber: 1 };
        const plain = createSplitter({ ...limit, dialect: dialectOf(layout), start, fileBytes: file.length });
        const expected = [...plain.push(file.subarray(offset)), ...plain.end().chunks];
        const { chunks, lists } = find(source, limit);
        expect(chunks.map(({ deferred: _, ...chunk }) => chunk)).toEqual(expected);
        for (const { index, deferred, firstRecord, records } of chunks) {
          const numbers = lists
            .filter(({ chunk }) => chunk === index)
            .flatMap(({ ranges }) => ranges.flatMap(numbersIn));
          expect(numbers.length).toBe(deferred ?? 0);
          expect(numbers.every((n) => n >= firstRecord && n < firstRecord + records)).toBe(true);
        }
      }),
      lawRuns(500),
    );
  });

  it('are all records after the first chunk when the filter is full, and nothing else breaks', () => {
    const lines = Array.from({ length: 4000 }, (_, n) => `acme,${n}\n`).join('');
    const source = csv('accountId,id', lines);
    const { chunks, lists } = find(source, { chunkRecords: 1000 }, { filterBytes: TINY });
    expect(chunks.map(({ deferred }) => deferred)).toEqual([undefined, 1000, 1000, 1000]);
    expect(lists[0]).toEqual({ chunk: 1, ranges: [[1001, 2000]] });
    expect(lists).toHaveLength(3);
  });
});

describe('the keys of a file', () => {
  it('are stored once each, not once per chunk', () => {
    const filter = createKeyFilter(AMPLE);
    let added = 0;
    const add = (one: number, two: number) => {
      added++;
      return filter.add(one, two);
    };
    const counting = { ...filter, add };
    const source = csv('accountId,id', Array.from({ length: 100 }, (_, n) => `acme,${n}\n`).join(''));
    const finder = createConflictFinder(createReadKeys(participants, TENANT, source.layout), () => counting);
    for (let n = 0; n < 100; n++) {
      const record = Buffer.from(`acme,${n}`);
      finder.add(n + 1, record, 0, record.length);
      if (n % 10 === 9) finder.endChunk(n);
    }
    expect(added).toBe(100);
  });
});

describe('a record', () => {
  const deferredIn = (header: string, lines: readonly string[], chunkRecords = 2) => [
    ...find(csv(header, lines.join('\n')), { chunkRecords }).deferred,
  ];

  it.each<[prose: string, lines: string[], deferred: number[]]>([
    ['of the same user as one in an earlier chunk is a repeat', ['a,1,', 'a,2,', 'a,1,'], [3]],
    ['of the same user as one in its own chunk is none', ['a,1,', 'a,1,', 'a,2,', 'a,2,'], []],
    ['with the code of another user in an earlier chunk is one', ['a,1,BOB', 'a,2,', 'a,3,BOB'], [3]],
    ['with the code of another letter case is none', ['a,1,BOB', 'a,2,', 'a,3,bob'], []],
    [
      'that shares a key with a repeat of its own chunk is one',
      ['a,1,', 'a,2,', 'a,1,BOB', 'a,3,BOB'],
      [3, 4],
    ],
    ['before a repeat of its own chunk is none', ['a,1,', 'a,2,', 'a,3,BOB', 'a,1,BOB'], [4]],
    ['behind a repeat of an earlier chunk is one', ['a,1,', 'a,2,', 'a,1,BOB', 'a,4,', 'a,5,BOB'], [3, 5]],
    ['without an id is none', ['a,1,BOB', 'a,2,', 'a,,BOB'], []],
    ['that is malformed is none', ['a,1,', 'a,2,', 'a,"1,'], []],
  ])('%s', (_prose, lines, deferred) => {
    expect(deferredIn('accountId,id,referralCodes.summer', lines)).toEqual(deferred);
  });

  it('is not deferred for a record of the same user in its own chunk, also when that chunk has a deferred record', () => {
    const lines = ['a,1,', 'a,8,', 'a,9,', 'a,2,', 'a,1,', 'a,2,'];
    expect(deferredIn('accountId,id,referralCodes.summer', lines, 3)).toEqual([5]);
  });

  it('is not deferred when it is too large to be read, and the deferred records around it are found', () => {
    const lines = ['a,1,', 'a,1,x', `a,1,${'x'.repeat(100)}`, 'a,1,y'];
    const { chunks, deferred } = find(csv('accountId,id,firstName', lines.join('\n')), {
      maxRecordBytes: 50,
    });
    expect(chunks.map(({ oversized }) => oversized === true)).toEqual([false, true, false]);
    expect([...deferred]).toEqual([4]);
  });
});

function csv(header: string, lines: string): FileWithKeys {
  const columns = header.split(',');
  const offset = header.length + 1;
  const layout = {
    format: 'csv',
    delimiter: ',',
    columns,
    width: columns.length,
    headerStart: 0,
    headerEnd: offset - 1,
    offset,
    line: 2,
  } as const;
  return { file: Buffer.from(`${header}\n${lines}`), layout: { ...layout } };
}
