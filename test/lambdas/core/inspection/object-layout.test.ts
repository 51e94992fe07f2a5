import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readObjectLayout } from '../../../../lambdas/core/inspection/object-layout.ts';
import { dialectOf } from '../../../../lambdas/core/records/dialect.ts';
import { sliceRecords } from '../../../../lambdas/core/records/slice-records.ts';
import { createSplitter } from '../../../../lambdas/core/records/splitter.ts';
import { judgeEnd } from '../../../../lambdas/reading/judge-end.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { cutInto, cuts } from '../encoding/cut-into.ts';

/** Reads a file as InspectFile, SplitFile and the workers do, in pieces and chunks of a few bytes. */
async function read(file: string, at: readonly number[] = []) {
  const bytes = Buffer.from(file);
  const found = readObjectLayout(bytes, 0);
  if (!found.ok) return { rejected: found };
  const { layout } = found;
  const start = { offset: layout.offset, line: layout.line, recordNumber: 1 };
  const dialect = dialectOf(layout);
  const limits = { chunkBytes: 40, chunkRecords: 2 };
  const splitter = createSplitter({ dialect, start, fileBytes: bytes.length, ...limits });
  const chunks = cutInto(bytes.subarray(layout.offset), at).flatMap((piece) => [
    ...splitter.push(Buffer.from(piece)),
  ]);
  const end = splitter.end();
  const readBytes = async (from: number, to: number) => bytes.subarray(from, to);
  const { rejection: rejected } = await judgeEnd(
    { layout, size: bytes.length, read: readBytes },
    end.problem,
    end.totals.records,
  );
  const records = [...chunks, ...end.chunks].flatMap((chunk) => {
    const first = { offset: chunk.start, line: chunk.firstLine, recordNumber: chunk.firstRecord };
    const slices = [...sliceRecords(bytes.subarray(chunk.start, chunk.end), dialect, first)];
    expect(slices).toHaveLength(chunk.records);
    return slices.map(({ raw, line }) => ({ text: raw.toString(), line }));
  });
  return { layout, rejected, records };
}

const value = fc.oneof(
  fc.string(),
  fc.constantFrom('},{', ']}', '{"a":[{', '"', '\\', '\u001e', 'ü'),
  fc.integer(),
  fc.constant(null),
  fc.array(fc.integer(), { maxLength: 2 }),
  fc.record({ plan: fc.string() }),
);
const record = fc.dictionary(fc.constantFrom('id', 'a', 'b[', 'ü'), value, { minKeys: 1, maxKeys: 3 });
const records = fc.array(record, { minLength: 1, maxLength: 6 });
/** Members around the array: no array of objects among them. */
const around = fc.dictionary(
  fc.constantFrom('version', 'start', 'meta', 'previous'),
  fc.oneof(fc.integer(), fc.string(), fc.constant({ pages: [], first: { rows: [1] } })),
  { maxKeys: 3 },
);
const members = (object: object) => JSON.stringify(object).slice(1, -1);
const join = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(',');

const FORMS: Readonly<Record<string, (list: readonly object[]) => string>> = {
  '{…}{…}': (list) => list.map((one) => JSON.stringify(one)).join(''),
  '{…},{…}': (list) => list.map((one) => JSON.stringify(one)).join(','),
  'lines {…},': (list) => list.map((one) => `${JSON.stringify(one)},\n`).join(''),
  'pretty-printed objects': (list) => list.map((one) => `${JSON.stringify(one, null, 2)}\n`).join(''),
  'JSON Lines': (list) => list.map((one) => `${JSON.stringify(one)}\n`).join(''),
};

describe('a file that begins with an object', () => {
  it.each(Object.keys(FORMS))('has the same records as %s, wherever pieces and chunks end', async (form) => {
    await fc.assert(
      fc.asyncProperty(records, cuts, async (list, at) => {
        const { rejected, records: found } = await read(FORMS[form]?.(list) ?? '', at);
        expect(rejected).toBeUndefined();
        expect(found?.map(({ text }) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(list)));
      }),
      lawRuns(200),
    );
  });

  it('has the records of its array, if there is one, whatever comes before and behind it', async () => {
    const shape = fc.record({ before: around, list: records, behind: around, pretty: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(shape, cuts, async ({ before, list, behind, pretty }, at) => {
        const compact = `{${join(members(before), `"users":${JSON.stringify(list)}`, members(behind))}}\n`;
        const file = pretty ? JSON.stringify({ ...before, users: list, ...behind }, null, 2) : compact;
        const { rejected, records: found } = await read(file, at);
        expect(rejected).toBeUndefined();
        expect(found?.map(({ text }) => JSON.parse(text))).toEqual(JSON.parse(JSON.stringify(list)));
      }),
      lawRuns(400),
    );
  });

  it.each<[string, string, string, RegExp]>([
    [
      'a key that occurs twice',
      '{"users":[{"id":1}],"users":[{"id":2}]}',
      'SEVERAL_ARRAYS',
      /`users` occurs several times.*Join them/,
    ],
    ['a second array before', '{"a":[{"id":1}],"b":[{"id":2}]}', 'SEVERAL_ARRAYS', /`a`, `b`.*jq '\.a'/],
    [
      'a second array behind the first bytes',
      `{"a":[${'{"id":1},'.repeat(40_000)}{"id":1}],"b":[{"id":2}]}`,
      'SEVERAL_ARRAYS',
      /`b`/,
    ],
    [
      'an array in an object',
      '{"data":{"users":[{"id":1}]}}',
      'NESTED_ARRAY',
      /`data\.users`.*jq '\.data\.users'/,
    ],
    ['no array', `{\n"a": 1,\n"b": "${'x'.repeat(300_000)}"`, 'PRETTY_PRINTED', /jq -c/],
    ['text behind it', '{"users":[\n{"id":1}]}\n{"id":2}', 'TEXT_AFTER_ARRAY', /behind the JSON object/],
    ['elements behind its array', '{"users":[\n{"id":1}],{"id":2}}', 'TEXT_AFTER_ARRAY', /behind the array/],
    ['no closing brace', '{"users":[{"id":1}]', 'UNCLOSED_ARRAY', /not closed/],
    ['no closing bracket', '{"users":[{"id":1}', 'UNCLOSED_ARRAY', /not closed/],
    ['a member that is not closed', '{"users":[{"id":1}],"next":"', 'UNCLOSED_ARRAY', /object around/],
    ['an object that is cut off', '{"id":1}{"id":2', 'UNCLOSED_ARRAY', /last JSON object.*line 1 \(byte 9\)/],
  ])('is rejected if it has %s', async (_, file, code, words) => {
    const { rejected } = await read(file);
    expect(rejected).toMatchObject({ code, message: expect.stringMatching(words) });
  });

  it.each([
    ['a record with an array of texts', '{"id":1,"segments":["a"]}\n{"id":2}\n'],
    ['a record with an array of objects', '{"id":1,"rows":[{"a":1}]}\n{"id":2}\n'],
    ['one record', '{"id":1,"segments":["a"]}\n'],
    ['a first record without its closing brace', '{"id":1\n{"id":2}\n'],
    ['a first record without its closing bracket', '{"id":1,"rows":[{"a":1}\n{"id":2}\n'],
    ['a brace alone and a record', '{\n{"id":2}\n'],
    ['a first record with text behind it', '{"id":1} x\n{"id":2}\n'],
  ])('is JSON Lines if it has %s', async (_, file) => {
    expect((await read(file)).layout).toEqual({ format: 'jsonl', offset: 0, line: 1 });
  });

  it('numbers lines from the first of the file', async () => {
    const { records: found } = await read('{\n "total": 2,\n "users": [\n  {"id":1},\n  {"id":2}\n ]\n}\n');
    expect(found?.map(({ line }) => line)).toEqual([4, 5]);
  });

  it('with damage in one element loses only that element', async () => {
    const { rejected, records: found } = await read(
      '{"users":[\n{"id":1},\n{"id":2,"a":]},\n{"id":3}\n],"total":3}',
    );
    expect(rejected).toBeUndefined();
    expect(found).toHaveLength(3);
    expect(found?.[2]?.text).toBe('{"id":3}');
  });
});
