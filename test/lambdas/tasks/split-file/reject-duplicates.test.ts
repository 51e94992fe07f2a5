import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChunkRange, RejectedSchema } from '../../../../lambdas/contracts/chunk.ts';
import { createReadKeys } from '../../../../lambdas/core/conflicts/read-keys.ts';
import { objectKeys } from '../../../../lambdas/core/naming/object-keys.ts';
import { createReadUserKeys } from '../../../../lambdas/reading/read-user-keys.ts';
import { createDuplicatesDeadline } from '../../../../lambdas/tasks/split-file/duplicates-deadline.ts';
import { searchDuplicates } from '../../../../lambdas/tasks/split-file/reject-duplicates.ts';
import { createRejectedWriter } from '../../../../lambdas/tasks/split-file/rejected-writer.ts';
import { type SplitSource, scanFile } from '../../../../lambdas/tasks/split-file/scan-file.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import {
  csvFiles,
  type FileWithKeys,
  jsonArrayFiles,
  jsonFiles,
} from '../../core/conflicts/files-with-keys.ts';
import { type SeenRecord, seenByWorkers, TENANT } from '../../core/conflicts/workers-view.ts';
import { cutUp } from '../../core/records/nasty-csv.ts';
import { arrayFile } from '../../core/records/nasty-json.ts';
import { readArray } from '../../core/records/read-array.ts';
import { memoryObjects } from '../../support/memory-ports.ts';
import { participants } from '../../support/participants.ts';

interface Room {
  readonly chunkRecords: number;
  readonly maxCandidates: number;
  readonly filterBytes: number;
  readonly pieceBytes: number;
}

const rooms: fc.Arbitrary<Room> = fc.record({
  chunkRecords: fc.integer({ min: 1, max: 4 }),
  maxCandidates: fc.constantFrom(1, 2, 3, 1000),
  /** A filter of 32 bytes takes most users for known. */
  filterBytes: fc.constantFrom(32, 64 * 1024),
  pieceBytes: fc.constantFrom(1, 7, 100_000),
});

async function search({ file, layout }: FileWithKeys, room: Room, remainingMs = () => 900_000) {
  const stored = memoryObjects();
  const open = async (_: unknown, range?: { readonly start: number; readonly end: number }) =>
    Readable.from(cutUp(file.subarray(range?.start, range?.end), [room.pieceBytes]));
  const content = { bucket: 'uploads', key: 'file', etag: 'e', size: file.length };
  const source: SplitSource = { objects: { open }, content, layout, chunkBytes: 1e6, ...room };
  const writer = createRejectedWriter(stored, 'results', 'imp_1');
  const readKeys = createReadKeys(participants, TENANT, layout);
  const readUserKeys = createReadUserKeys(participants, TENANT, layout);
  const duplicates = searchDuplicates(source, {
    ...room,
    readKeys,
    readUserKeys,
    writer,
    deadline: createDuplicatesDeadline(remainingMs),
  });
  const chunks: ChunkRange[] = [];
  await scanFile(source, duplicates.first, async (ended) => {
    duplicates.checkTime();
    chunks.push(...ended);
  });
  const readings = await duplicates.settle();
  const lists = chunks.map(({ index }) => {
    const text = stored.texts.get(objectKeys.rejected('imp_1', index));
    const list = text === undefined ? [] : RejectedSchema.parse(JSON.parse(text));
    expect(writer.counts.get(index) ?? 0).toBe(list.length);
    return list;
  });
  return { chunks, readings, rejected: lists.flat() };
}

/** As InspectFile has it: the first line is the header. */
function csvFile(text: string): FileWithKeys {
  const headerEnd = text.indexOf('\n');
  const columns = text.slice(0, headerEnd).split(',');
  const place = { headerStart: 0, headerEnd, offset: headerEnd + 1, line: 2 };
  const layout = { format: 'csv', delimiter: ',', columns, width: columns.length, ...place } as const;
  return { file: Buffer.from(text), layout };
}

/** Slow and obviously right. */
function duplicatesByModel(records: readonly SeenRecord[]): [number, number][] {
  const firsts = new Map<string, number>();
  return records.flatMap(({ recordNumber, readableKeys: [user] }): [number, number][] => {
    if (user === undefined) return [];
    const first = firsts.get(user);
    if (first !== undefined) return [[recordNumber, first]];
    firsts.set(user, recordNumber);
    return [];
  });
}

function isWhole(file: Buffer): boolean {
  return readArray(arrayFile(file.toString('utf8').replace('\ufeff', ''))).problem === undefined;
}

describe('the records whose user came before', () => {
  it.each([
    ['proper CSV', csvFiles(false)],
    ['broken CSV', csvFiles(true)],
    ['JSON Lines', jsonFiles],
    ['a JSON array', jsonArrayFiles.filter(({ file }) => isWhole(file))],
  ])('are found, they alone, each with the first record of its user: %s', async (_prose, files) => {
    await fc.assert(
      fc.asyncProperty(files, rooms, async (file, room) => {
        const { chunks, rejected } = await search(file, room);
        const seen = seenByWorkers(file, chunks, participants);
        expect(rejected).toEqual(duplicatesByModel(seen));
      }),
      lawRuns(400),
    );
  });

  const PLENTY: Room = { chunkRecords: 4, maxCandidates: 1e6, filterBytes: 64 * 1024, pieceBytes: 1000 };
  const jsonl = (ids: readonly string[]): FileWithKeys => ({
    file: Buffer.from(ids.map((id) => `{"accountId":"a","id":"${id}"}\n`).join('')),
    layout: { format: 'jsonl', offset: 0, line: 1 },
  });

  const ids = Array.from({ length: 40 }, (_, i) => `user${i % 20}`);
  /** Two candidates at a time, and 20 of them: many readings. */
  const NARROW: Room = { ...PLENTY, maxCandidates: 2 };
  /** A clock of which each look takes so long. */
  const clock = (ms: number, looks: number) => {
    let left = ms * looks;
    return () => {
      left -= ms;
      return left;
    };
  };

  it('are found in many readings while there is time', async () => {
    const { readings, rejected } = await search(jsonl(ids), NARROW);
    expect(readings).toBeGreaterThan(8);
    expect(rejected).toHaveLength(20);
  });

  it.each([
    ['before a reading', clock(100_000, 9)],
    ['during a reading', clock(1000, 32)],
  ])('reject the file when the time does not suffice to find them: %s', async (_, remainingMs) => {
    await expect(search(jsonl(ids), NARROW, remainingMs)).rejects.toMatchObject({
      reason: {
        code: 'TOO_MANY_DUPLICATES',
        message: expect.stringMatching(/too many records whose user occurs before.*Remove duplicates/),
      },
    });
  });

  it('do not reject a file with few of them: it is slow for another reason', async () => {
    const few = jsonl(['ann', 'bob', 'ann']);
    expect((await search(few, { ...PLENTY }, () => 40_000)).rejected).toEqual([[3, 1]]);
    const deadline = createDuplicatesDeadline(() => 0);
    expect(() => deadline.check({ size: 99_999, complete: true })).not.toThrow();
    expect(() => deadline.check({ size: 100_000, complete: true })).toThrow('TOO_MANY_DUPLICATES');
  });

  it('do not cause a second reading if there are none', async () => {
    const ids = Array.from({ length: 500 }, (_, i) => `u${i}`);
    expect(await search(jsonl(ids), PLENTY)).toMatchObject({ readings: 0, rejected: [] });
  });

  it('cost one more reading where the users that come again find room, and several where they do not', async () => {
    const ids = Array.from({ length: 300 }, (_, i) => `u${i % 150}`);
    const expected = ids.slice(150).map((_, i) => [i + 151, i + 1]);
    expect(await search(jsonl(ids), PLENTY)).toMatchObject({ readings: 1, rejected: expected });
    const cramped = await search(jsonl(ids), { ...PLENTY, maxCandidates: 20 });
    expect(cramped.rejected).toEqual(expected);
    expect(cramped.readings).toBeGreaterThanOrEqual(150 / 20);
    expect(cramped.readings).toBeLessThan(40);
  });

  it('are found behind a first record that fails for another reason, not behind a malformed one', async () => {
    const file = Buffer.from(
      [
        '{"accountId":"a","id":"1","email":"none"}',
        '{"accountId":"a","id":"1"}',
        '{"accountId":"a","id":"2",}',
        '{"accountId":"a","id":"2"}',
      ].join('\n'),
    );
    const { rejected } = await search({ ...jsonl([]), file }, PLENTY);
    expect(rejected).toEqual([[2, 1]]);
  });

  it('do not include the header, however often files were put one behind another', async () => {
    const file = csvFile('accountId,id\na,1\naccountId,id\na,2\naccountId, id\na,1\n');
    expect((await search(file, PLENTY)).rejected).toEqual([[5, 1]]);
  });

  it('do not include a row whose cells have slipped', async () => {
    const file = csvFile('accountId,id,firstName\na,1,x,y\na,1,Ann\na,1\n');
    expect((await search(file, PLENTY)).rejected).toEqual([[3, 2]]);
  });
});
