import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChunkItem } from '../../../lambdas/contracts/chunk.ts';
import type { FileLayout } from '../../../lambdas/contracts/file-layout.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import type { RecordResult } from '../../../lambdas/contracts/result-part.ts';
import { objectKeys } from '../../../lambdas/core/naming/object-keys.ts';
import { recordEnding } from '../../../lambdas/core/records/record-ending.ts';
import { splitImport } from '../../../lambdas/processing/import-stage.ts';
import { collectFiles } from '../../../lambdas/reporting/collect-files.ts';
import { PREVIEW, RESULTS } from '../../../lambdas/reporting/report-kind.ts';
import type { ResultFiles } from '../../../lambdas/reporting/result-files.ts';
import { lawRuns } from '../../support/law-runs.ts';
import { countsOf, FILES_OF, IMPORT_ID, importItem, NOW, recordResult } from '../support/import-item.ts';
import { memoryImports, memoryObjects, RUNTIME } from '../support/memory-ports.ts';
import { writeResultFiles } from '../support/write-result-files.ts';

type Format = FileLayout['format'];

const LAYOUTS: Readonly<Record<Format, FileLayout>> = {
  csv: importItem().layout as FileLayout,
  jsonl: { format: 'jsonl', offset: 0, line: 1 },
  json: { format: 'json', offset: 1, line: 1, indent: 0, inline: true },
};

const issue = (severity: 'error' | 'warning', rejectsFile: boolean) => ({
  severity,
  code: 'BAD_REQUEST' as const,
  message: `${severity} "quoted"`,
  field: 'id',
  retryable: false,
  ...(rejectsFile && { rejectsFile }),
});

/** Of each record: what it was, and which step of its chunk wrote it. */
interface Kind {
  readonly outcome: RecordResult['outcome'];
  readonly warned: boolean;
  readonly rejects: boolean;
  readonly deferred: boolean;
}

const CREATED: Kind = { outcome: 'created', warned: false, rejects: false, deferred: false };
const kind: fc.Arbitrary<Kind> = fc.record({
  outcome: fc.constantFrom('created', 'updated', 'unchanged', 'failed'),
  warned: fc.boolean(),
  rejects: fc.boolean(),
  deferred: fc.boolean(),
});
const fileOf = fc.record({
  format: fc.constantFrom<Format>('csv', 'jsonl', 'json'),
  chunks: fc.array(fc.array(kind, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 7 }),
  unknownColumns: fc.subarray(['shoe', 'hat']),
  report: fc.constantFrom(RESULTS, PREVIEW),
  preview: fc.constantFrom('changes', 'all', undefined),
});
type File = typeof fileOf extends fc.Arbitrary<infer T> ? T : never;

/** What happens to one invocation: chunks for which it has time, and how it goes wrong. */
const invocation = fc.record({
  chunks: fc.integer({ min: 1, max: 3 }),
  trouble: fc.constantFrom(
    'none',
    'none',
    'dies before its write',
    'dies after its write',
    'doubled',
    'stale',
  ),
});
type Invocation = typeof invocation extends fc.Arbitrary<infer T> ? T : never;

function importOf({ format, chunks, unknownColumns, preview }: File) {
  const objects = memoryObjects({ [importItem().source.key]: 'accountId,id\nx' });
  const failedAs = (n: number) => `{"n":${n}}${recordEnding(format)}`;
  let last = 0;
  const items = chunks.map((kinds, index): ChunkItem => {
    const records = kinds.map((each) => ({ ...each, recordNumber: ++last }));
    const parts = (['map', 'deferred'] as const).flatMap((step) => {
      const own = records.filter(({ deferred }) => deferred === (step === 'deferred'));
      if (own.length === 0) return [];
      const name = { chunk: index, step, invocationId: 'worker' };
      const failed = own.filter(({ outcome }) => outcome === 'failed');
      const lines = own.map(({ recordNumber, outcome, warned, rejects }) =>
        JSON.stringify(
          recordResult(recordNumber, {
            outcome,
            issues: [
              ...(warned ? [issue('warning', false)] : []),
              ...(outcome === 'failed' ? [issue('error', rejects)] : []),
            ],
            details: { id: `u${recordNumber}`, [`customFields.c${index % 3}`]: recordNumber },
            ...(outcome === 'failed' && { failedBytes: failedAs(recordNumber).length }),
            changes: [{ field: 'firstName', to: '"Ann"' }],
          }),
        ),
      );
      objects.texts.set(objectKeys.part(IMPORT_ID, name), lines.map((line) => `${line}\n`).join(''));
      const failedKey = objectKeys.failedPart(IMPORT_ID, name);
      if (failed.length > 0)
        objects.texts.set(failedKey, failed.map(({ recordNumber }) => failedAs(recordNumber)).join(''));
      return [{ key: objectKeys.part(IMPORT_ID, name), ...(failed.length > 0 && { failedKey }) }];
    });
    return {
      importId: IMPORT_ID,
      index,
      status: 'DONE',
      counts: countsOf({ failed: kinds.filter(({ outcome }) => outcome === 'failed').length }),
      parts,
      columns: [`customFields.c${index % 3}`],
      unknownFields: [`key${index % 2}`],
      startedAt: NOW.toISOString(),
    };
  });
  const item: Import = {
    ...importItem({ unknownColumns: [...unknownColumns], layout: LAYOUTS[format] }),
    options: { ...importItem().options, ...(preview && { preview }) },
    split: { records: last, chunks: chunks.length, manifestKey: 'm' },
  };
  return { objects, items, item };
}

const users = { known: async () => new Set<string>() };
const filesOf = (texts: ReadonlyMap<string, string>) =>
  Object.fromEntries([...texts].filter(([key]) => key.startsWith('imports/')));

/** Calls collectFiles until it is done. Returns the report, and how often it was called. */
async function inSlices(file: File, script: readonly Invocation[], inMemoryBytes: number) {
  const { objects, items, item } = importOf(file);
  const imports = memoryImports(item, items);
  let calls = 0;
  const read = async () => ({
    item: splitImport(await imports.read(IMPORT_ID)),
    kind: file.report,
    attempt: 1,
  });
  const call = async (seen: Awaited<ReturnType<typeof read>>, { chunks, trouble }: Invocation) => {
    const invocationId = `call-${++calls}`;
    let left = chunks;
    const runtime = { ...RUNTIME, invocationId, remainingMs: () => (--left > 0 ? 900_000 : 0) };
    const dying = {
      ...imports,
      noteCollected: async (...args: Parameters<typeof imports.noteCollected>) => {
        if (trouble === 'dies before its write') throw new Error('killed');
        const kept = await imports.noteCollected(...args);
        if (trouble === 'dies after its write') throw new Error('killed');
        return kept;
      },
    };
    const ports = { objects, imports: dying, users, resultsBucket: 'results', inMemoryBytes };
    return collectFiles(ports, seen, runtime).catch((error: Error) => {
      if (error.message !== 'killed') throw error;
      return undefined;
    });
  };
  let stale = await read();
  for (let round = 0; round < 60; round++) {
    const turn = script[round] ?? { chunks: 3, trouble: 'none' as const };
    const seen = await read();
    if (turn.trouble === 'stale') await call(stale, { ...turn, trouble: 'none' });
    const reports = await Promise.all(
      turn.trouble === 'doubled'
        ? [call(seen, turn), call(seen, { ...turn, chunks: 2 })]
        : [call(seen, turn)],
    );
    stale = seen;
    const report = reports.find((each) => each !== undefined);
    if (report !== undefined) return { report, calls, files: filesOf(objects.texts) };
  }
  throw new Error('collecting does not end');
}

async function atOnce(file: File): Promise<{ report: ResultFiles; files: Record<string, string> }> {
  if (file.report === PREVIEW) return inSlices(file, [{ chunks: 100, trouble: 'none' }], 5_000_000);
  const { objects, items, item } = importOf(file);
  const ports = { objects, users, resultsBucket: 'results' };
  const report = await writeResultFiles(ports, splitImport(item), items);
  return { report, files: filesOf(objects.texts) };
}

/** Number and outcome of the rows of preview.csv, from the records of the file. */
function previewOf({ chunks, preview }: File): string[] {
  const records = chunks.flat().map(({ outcome }, i) => ({ outcome, row: `${i + 1},${outcome}` }));
  const order = ['updated', 'failed', 'created', ...(preview === 'all' ? ['unchanged'] : [])];
  return order.flatMap((each) => records.filter(({ outcome }) => outcome === each).map(({ row }) => row));
}

describe('collecting in slices', () => {
  it('writes the same files and counts as one invocation, wherever it is cut, killed, doubled or late', async () => {
    let sliced = 0;
    await fc.assert(
      fc.asyncProperty(
        fileOf,
        fc.array(invocation, { maxLength: 10 }),
        fc.constantFrom(0, 30, 200, 5_000_000),
        async (file, script, inMemoryBytes) => {
          const { report, files, calls } = await inSlices(file, script, inMemoryBytes);
          const expected = await atOnce(file);
          expect({ report, files }).toEqual({ report: expected.report, files: expected.files });
          if (file.report === PREVIEW) {
            const rows = parse(files[PREVIEW.key(objectKeys.files(FILES_OF))] ?? '') as string[][];
            expect(rows.slice(1).map((row) => row.slice(0, 2).join())).toEqual(previewOf(file));
          }
          if (calls > 1) sliced++;
        },
      ),
      lawRuns(300),
    );
    expect(sliced).toBeGreaterThan(10);
  });

  it('makes no file visible when the counts of all slices do not add up', async () => {
    const { objects, items, item } = importOf({
      format: 'csv',
      chunks: [[CREATED], [CREATED], [CREATED]],
      unknownColumns: [],
      report: RESULTS,
      preview: undefined,
    });
    const imports = memoryImports({ ...item, split: { records: 4, chunks: 3, manifestKey: 'm' } }, items);
    const ports = { objects, imports, users, resultsBucket: 'results', inMemoryBytes: 0 };
    const collect = async (invocationId: string) =>
      collectFiles(
        ports,
        { item: splitImport(await imports.read(IMPORT_ID)), kind: RESULTS, attempt: 1 },
        { ...RUNTIME, invocationId, remainingMs: () => 0 },
      );
    expect(await collect('a')).toBeUndefined();
    expect(await collect('b')).toBeUndefined();
    await expect(collect('c')).rejects.toMatchObject({ name: 'RecordCountMismatch' });
    expect(filesOf(objects.texts)).toEqual({});
  });

  it('ignores the work of all but one of several invocations at once', async () => {
    const { objects, items, item } = importOf({
      format: 'csv',
      chunks: [[CREATED], [CREATED]],
      unknownColumns: [],
      report: RESULTS,
      preview: undefined,
    });
    const imports = memoryImports(item, items);
    const ports = { objects, imports, users, resultsBucket: 'results', inMemoryBytes: 0 };
    const collection = { item: splitImport(item), kind: RESULTS, attempt: 1 };
    const reports = await Promise.all(
      ['a', 'b', 'c'].map((invocationId) => collectFiles(ports, collection, { ...RUNTIME, invocationId })),
    );
    expect(reports.filter((report) => report !== undefined)).toHaveLength(1);
  });

  it('starts again in another attempt, and after an evaluation', async () => {
    const { objects, items, item } = importOf({
      format: 'csv',
      chunks: [[CREATED], [CREATED], [CREATED]],
      unknownColumns: [],
      report: RESULTS,
      preview: undefined,
    });
    const imports = memoryImports(item, items);
    const ports = { objects, imports, users, resultsBucket: 'results' };
    const collect = async (
      attempt: number,
      report: typeof RESULTS | typeof PREVIEW,
      invocationId: string,
    ) => {
      const collection = { item: splitImport(await imports.read(IMPORT_ID)), kind: report, attempt };
      await collectFiles(ports, collection, { ...RUNTIME, invocationId, remainingMs: () => 0 });
      return JSON.parse(objects.texts.get(imports.item?.collecting?.key ?? '') ?? '').chunks;
    };
    expect(await collect(1, PREVIEW, 'a')).toBe(1);
    expect(await collect(1, PREVIEW, 'b')).toBe(2);
    expect(await collect(1, RESULTS, 'c')).toBe(1);
    imports.item = { ...(imports.item as Import), attempt: 2 };
    expect(await collect(2, RESULTS, 'd')).toBe(1);
    expect(await collect(2, RESULTS, 'e')).toBe(2);
  });
});
