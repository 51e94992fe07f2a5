/** A JSON array through the real InspectFile's reading, SplitFile, ProcessChunk and the writers of the sender's files. */
import { describe, expect, it } from 'vitest';
import type { ChunkItem, ChunkRange } from '../../../lambdas/contracts/chunk.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import { objectKeys } from '../../../lambdas/core/naming/object-keys.ts';
import { splitImport } from '../../../lambdas/processing/import-stage.ts';
import { createProcessChunk } from '../../../lambdas/processing/process-chunk.ts';
import { readLayout } from '../../../lambdas/reading/inspection/read-layout.ts';
import { writeUnprocessedRecords } from '../../../lambdas/reporting/write-unprocessed-records.ts';
import { FileRejected } from '../../../lambdas/runtime/errors.ts';
import { createSplitFile } from '../../../lambdas/tasks/split-file/handler.ts';
import { FILES_OF, IMPORT_ID, importItem, NOW } from '../support/import-item.ts';
import { type MemoryObjects, memoryImports, memoryObjects, RUNTIME } from '../support/memory-ports.ts';
import { memoryTables } from '../support/memory-tables.ts';
import { writeResultFiles } from '../support/write-result-files.ts';

const FAILED = objectKeys.failedRecords(objectKeys.files(FILES_OF), 'json');
const UNPROCESSED = objectKeys.unprocessedRecords(objectKeys.abortedFiles(FILES_OF, 1, 'first'), 'json');
const calm = async () => undefined;

async function split(text: string) {
  const bytes = Buffer.from(text);
  const source = { bucket: 'uploads', key: 'people.json', etag: 'e', size: bytes.length };
  const objects = memoryObjects({ 'people.json': text });
  const {
    split: _,
    content: __,
    ...inspected
  } = importItem({
    source,
    layout: readLayout({ bytes, complete: true }, 'people.json'),
  });
  const imports = memoryImports(inspected);
  const limits = { maxFileBytes: 1e9, chunkBytes: 1e6, chunkRecords: 2, maxConcurrency: 4 };
  await createSplitFile({ objects, imports, resultsBucket: 'results', ...limits })(
    { importId: IMPORT_ID },
    RUNTIME,
  );
  return { objects, item: imports.item as Import };
}

function manifestOf(objects: MemoryObjects): ChunkRange[] {
  const lines = (objects.texts.get(objectKeys.manifest(IMPORT_ID)) ?? '').trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

/** Processes the chunks and writes the files of an import that ends now. */
async function finish(objects: MemoryObjects, item: Import, chunks: readonly ChunkRange[]) {
  const tables = memoryTables();
  const processed: ChunkItem[] = [];
  const processChunk = createProcessChunk({
    objects,
    resultsBucket: 'results',
    writeConcurrency: 2,
    now: () => NOW,
    users: tables.userStore(calm),
    claims: tables.claimStore(calm),
    imports: {
      read: async () => item,
      update: calm,
      readChunk: calm,
      startChunk: calm,
      advanceChunk: async (chunk: ChunkItem) => processed.push(chunk) > 0,
      chunks: async function* () {},
    },
  } as unknown as Parameters<typeof createProcessChunk>[0]);
  for (const chunk of chunks) await processChunk({ importId: IMPORT_ID, chunk, fencingToken: 1 }, RUNTIME);
  const ports = { objects, resultsBucket: 'results', users: { known: async () => new Set<string>() } };
  const report = await writeResultFiles(ports, splitImport(item), processed);
  await writeUnprocessedRecords(
    ports,
    {
      ...{ item, chunks: processed, before: undefined, note: async () => true },
      folder: objectKeys.abortedFiles(FILES_OF, 1, 'first'),
    },
    RUNTIME,
  );
  const errors = (objects.texts.get(objectKeys.errors(objectKeys.files(FILES_OF))) ?? '')
    .trim()
    .split('\n')
    .slice(1);
  return { counts: report.counts, errors, objects, users: [...tables.users.keys()].sort() };
}

async function importArray(text: string) {
  const { objects, item } = await split(text);
  return finish(objects, item, manifestOf(objects));
}

function objectsIn(objects: MemoryObjects): readonly Record<string, unknown>[] {
  return JSON.parse(objects.texts.get(FAILED) ?? '');
}

const user = (id: string) => `{"accountId":"a","id":"${id}"}`;
const DAMAGED = [
  user('1'),
  '{"accountId":"a","id":"2"',
  '{\n  "accountId": "a",\n  "id": "3",\n  "firstName": Ann\n}',
  '["a","4"]',
  '{"accountId":"a","id":"5","email":"none"}',
  user('6'),
];

describe('a JSON array', () => {
  it.each([
    ['on one line', `[${DAMAGED.join(',')}]`],
    ['over many', `\ufeff[\r\n${DAMAGED.join(',\r\n')}\r\n]\r\n`],
  ])('fails only its broken records, and returns them as an array: %s', async (_prose, text) => {
    const { counts, errors, objects, users } = await importArray(text);
    expect(counts).toMatchObject({ records: 6, created: 2, failed: 4 });
    expect(users).toEqual(['acme/participants/a/1', 'acme/participants/a/6']);
    expect(errors.map((row) => row.split(',').slice(0, 2))).toEqual([
      ['2', expect.stringMatching(/^"the record is not valid JSON: error at character 26; the record ends/)],
      ['3', expect.stringMatching(/^"the record is not valid JSON: error at character 16 of line (4|7); /)],
      ['4', expect.stringMatching(/^"the record must be a JSON object/)],
      ['5', expect.stringContaining('email')],
    ]);
    const failed = objectsIn(objects);
    expect(failed.map((object) => object['rollcall:record'])).toEqual([2, 3, 4, 5]);
    expect(failed.map((object) => object['rollcall:text'])).toEqual([...DAMAGED.slice(1, 4), undefined]);
    expect(failed[3]).toMatchObject({ accountId: 'a', id: '5', email: 'none' });
    expect(failed[3]?.['rollcall:errors']).toMatch(/^email must be/);
  });

  it('of failed records fails under the same numbers when it is imported again, and each corrected record is imported', async () => {
    const first = await importArray(`[${DAMAGED.join(',')}]`);
    const failed = first.objects.texts.get(FAILED) ?? '';
    const again = await importArray(failed);
    expect(again.counts).toMatchObject({ records: 4, failed: 4 });
    expect(again.errors.map((row) => row.split(',')[0])).toEqual(['2', '3', '4', '5']);
    const third = await importArray(again.objects.texts.get(FAILED) ?? '');
    expect(third.objects.texts.get(FAILED)).toBe(again.objects.texts.get(FAILED));
    const corrected = await importArray(failed.replace('"email":"none"', '"email":"a@b.co"'));
    expect(corrected.counts).toMatchObject({ records: 4, created: 1, failed: 3 });
  });

  it('of records that were not processed contains them and nothing from between them', async () => {
    const ids = ['1', '2', '3', '4', '5'];
    const { objects, item } = await split(`[ ${ids.map(user).join(' ,\n\n\t')} , ]\n\n`);
    await finish(objects, item, manifestOf(objects).slice(1, 2));
    const rest = objects.texts.get(UNPROCESSED) ?? '';
    expect(rest).toBe(`[\n${['1', '2', '5'].map(user).join(',\n')}\n]\n`);
    expect((await importArray(rest)).counts).toMatchObject({ records: 3, created: 3 });
  });

  it('returns the beginning of a record that is too large to be read, without the comma after it', async () => {
    const large = `{"accountId":"a","id":"2","customFields":{"x":"${'y'.repeat(9 * 1024 * 1024)}"}}`;
    const text = `[\n${user('1')},\n\n${large} , ${user('3')},${large}\n]`;
    const { counts, errors, objects } = await importArray(text);
    expect(counts).toMatchObject({ records: 4, created: 2, failed: 2 });
    expect(errors.map((row) => row.split(',').slice(0, 5))).toEqual([
      [
        '2',
        'the record is too large to be read; look for a quote or a bracket that is not closed',
        'ITEM_TOO_LARGE',
        '413',
        '4',
      ],
      [
        '4',
        'the record is too large to be read; look for a quote or a bracket that is not closed',
        'ITEM_TOO_LARGE',
        '413',
        '4',
      ],
    ]);
    const beginning = expect.stringMatching(
      /^\{"accountId":"a","id":"2","customFields":\{"x":"y{20000,} … \(9437\d{3} bytes, from line 4\)$/,
    );
    expect(objectsIn(objects)).toMatchObject([
      { 'rollcall:record': 2, 'rollcall:text': beginning },
      { 'rollcall:record': 4, 'rollcall:text': beginning },
    ]);
    await finish(objects, (await split(text)).item, []);
    expect(
      objects.texts.get(UNPROCESSED) === `[\n${[user('1'), large, user('3'), large].join(',\n')}\n]\n`,
    ).toBe(true);
  });

  it.each([
    [
      'cut off',
      `[${user('1')},`,
      'UNCLOSED_ARRAY',
      /found the end of the file at line 1 \(byte 29\).*whole file/,
    ],
    [
      'cut off in an element',
      `[\n${user('1')},\n{"accountId":`,
      'UNCLOSED_ARRAY',
      /begins at line 3 \(byte 31\)/,
    ],
    ['with a damaged end', `[${user('1')},{"id":"\n}]`, 'UNCLOSED_ARRAY', /line 1 \(byte 29\) is damaged/],
    [
      'with text behind it',
      `[${user('1')}]\n[${user('2')}]`,
      'TEXT_AFTER_ARRAY',
      /text at line 2 \(byte 30\)/,
    ],
    ['without elements', ' [\n]\n', 'NO_RECORDS', /empty JSON array/],
  ])('is rejected before anything is written: %s', async (_prose, text, code, words) => {
    const error = await split(text).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(FileRejected);
    expect((error as FileRejected).reason).toEqual({ code, message: expect.stringMatching(words) });
  });
});
