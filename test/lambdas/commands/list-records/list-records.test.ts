import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRecord } from '../../../../lambdas/commands/list-records/find-record.ts';
import { listRecords, type RecordFilter } from '../../../../lambdas/commands/list-records/list-records.ts';
import { RECORD_CURSOR, readRecordCursor } from '../../../../lambdas/commands/list-records/record-cursor.ts';
import type { ChunkItem } from '../../../../lambdas/contracts/chunk.ts';
import type { FileLayout } from '../../../../lambdas/contracts/file-layout.ts';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import type { RecordResult } from '../../../../lambdas/contracts/result-part.ts';
import { objectKeys } from '../../../../lambdas/core/naming/object-keys.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { countsOf, IMPORT_ID, importItem, NOW, partKey, recordResult } from '../../support/import-item.ts';
import { memoryObjects } from '../../support/memory-ports.ts';

const issue = fc.record({
  severity: fc.constantFrom('error' as const, 'warning' as const),
  code: fc.constantFrom('VALIDATION_FAILED' as const, 'CONFLICT' as const),
  message: fc.constant('m'),
  retryable: fc.constant(false),
  field: fc.constantFrom('email', 'locale'),
});
/** Only records that failed have errors. */
const kind = fc
  .record({
    outcome: fc.constantFrom('created' as const, 'updated' as const, 'unchanged' as const, 'failed' as const),
    issues: fc.array(issue, { maxLength: 2 }),
  })
  .map(({ outcome, issues }) => ({
    outcome,
    issues: outcome === 'failed' ? issues : issues.map((one) => ({ ...one, severity: 'warning' as const })),
  }));
const chunkOf = fc.record({
  records: fc.array(kind, { minLength: 1, maxLength: 6 }),
  status: fc.constantFrom<ChunkItem['status']>('DONE', 'DONE', 'DONE', 'DEFERRED', 'RUNNING'),
});
const filters: fc.Arbitrary<RecordFilter> = fc.constantFrom(
  {},
  {},
  { outcome: 'failed' },
  { outcome: 'created', severity: 'warning' },
  { code: 'CONFLICT' },
  { code: 'CONFLICT', field: 'email' },
);

interface Stored {
  readonly records: readonly Pick<RecordResult, 'outcome' | 'issues'>[];
  readonly status: ChunkItem['status'];
}

/** Chunks as the pipeline stores them. */
function stored(chunks: readonly Stored[]) {
  const all: RecordResult[][] = [];
  const parts: Record<string, string> = {};
  const items = chunks.map(({ records, status }, index): ChunkItem => {
    const first = 1 + all.flat().length;
    const results = records.map((record, i) => recordResult(first + i, record));
    all.push(results);
    parts[partKey(index)] = results.map((result) => JSON.stringify(result)).join('\n');
    const counts = countsOf({
      records: results.length,
      ...Object.fromEntries(
        (['created', 'updated', 'unchanged', 'failed'] as const).map((outcome) => [
          outcome,
          results.filter((one) => one.outcome === outcome).length,
        ]),
      ),
      warnings: results.flatMap(({ issues }) => issues).filter(({ severity }) => severity === 'warning')
        .length,
    });
    const isDone = status !== 'RUNNING';
    const startedAt = NOW.toISOString();
    return {
      importId: IMPORT_ID,
      index,
      status,
      startedAt,
      ...(isDone && { counts, parts: [{ key: partKey(index) }] }),
    };
  });
  const readChunk = async (_: string, index: number) => items[index];
  return {
    all,
    ports: {
      objects: memoryObjects(parts),
      resultsBucket: 'results',
      chunks: { import: { readChunk }, evaluation: { readChunk: async () => undefined } },
      chunkProgress: {
        async *from(_: string, phase: string, index: number) {
          if (phase === 'import') yield* items.slice(index);
        },
      },
    },
  };
}

async function listAll(
  item: Import,
  ports: ReturnType<typeof stored>['ports'],
  filter: RecordFilter,
  limit: number,
): Promise<RecordResult[]> {
  const found: RecordResult[] = [];
  let cursor: string | undefined;
  do {
    const at = cursor === undefined ? undefined : readRecordCursor(cursor);
    const page = await listRecords(item, { phase: 'import', filter, cursor: at, limit }, ports);
    if (!page.found) throw new Error('expired');
    expect(page.records.length).toBeLessThanOrEqual(limit);
    found.push(...page.records);
    cursor = page.next;
    if (cursor !== undefined) expect(cursor).toMatch(RECORD_CURSOR);
  } while (cursor !== undefined);
  return found;
}

function isWanted({ outcome, issues }: RecordResult, filter: RecordFilter): boolean {
  if (filter.outcome !== undefined && filter.outcome !== outcome) return false;
  const { code, field, severity } = filter;
  if (code === undefined && field === undefined && severity === undefined) return true;
  return issues.some(
    (one) =>
      (code === undefined || one.code === code) &&
      (field === undefined || one.field === field) &&
      (severity === undefined || one.severity === severity),
  );
}

describe('listRecords', () => {
  it('lists page by page each record that the filter wants, once and in file order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(chunkOf, { maxLength: 12 }),
        filters,
        fc.integer({ min: 1, max: 5 }),
        fc.boolean(),
        async (chunks, filter, limit, isFinal) => {
          const { all, ports } = stored(chunks);
          const open = chunks.findIndex(({ status }) => status !== 'DONE');
          const visible = isFinal
            ? all.filter((_, i) => chunks[i]?.status !== 'RUNNING')
            : all.slice(0, open === -1 ? undefined : open);
          const item = importItem({ status: isFinal ? 'ABORTED' : 'RUNNING' });
          expect(await listAll(item, ports, filter, limit)).toEqual(
            visible.flat().filter((one) => isWanted(one, filter)),
          );
        },
      ),
      lawRuns(300),
    );
  });

  it('says that the records have expired, by their items or by their results', async () => {
    const request = { phase: 'import', filter: {}, cursor: undefined, limit: 10 } as const;
    const ended = importItem({ status: 'COMPLETED', counts: countsOf({ records: 1, created: 1 }) });
    const { ports } = stored([{ status: 'DONE', records: [{ outcome: 'created', issues: [] }] }]);
    expect(await listRecords(ended, request, ports)).toMatchObject({ found: true });
    expect(await listRecords(ended, request, { ...ports, objects: memoryObjects() })).toEqual({
      found: false,
    });
    expect(await listRecords(ended, request, stored([]).ports)).toEqual({ found: false });
    expect(await listRecords(importItem(), request, stored([]).ports)).toEqual({ found: true, records: [] });
  });
});

describe('findRecord', () => {
  const CSV: FileLayout = {
    format: 'csv',
    delimiter: ';',
    columns: ['accountId', 'id', 'note'],
    width: 3,
    headerStart: 0,
    headerEnd: 18,
    offset: 18,
    line: 2,
  };
  const HEADER = 'accountId;id;note\n';

  async function find(content: string, layout: FileLayout, place: number, records: number) {
    const { ports } = stored([
      {
        status: 'DONE',
        records: Array.from({ length: records }, () => ({ outcome: 'created', issues: [] })),
      },
    ]);
    const range = {
      index: 0,
      start: layout.offset,
      end: Buffer.byteLength(content),
      firstRecord: 1,
      firstLine: layout.line,
      records,
    };
    const manifestKey = objectKeys.manifest(IMPORT_ID);
    const objects = memoryObjects({
      ...Object.fromEntries(ports.objects.texts),
      [manifestKey]: JSON.stringify(range),
    });
    const open = async (_: unknown, at?: { readonly start: number; readonly end: number }) =>
      Readable.from([Buffer.from(content).subarray(at?.start, at?.end)]);
    const item = importItem({ layout, split: { records, chunks: 1, manifestKey } });
    return findRecord(item, place, { ...ports, objects: { ...objects, open } });
  }

  it.each([
    [
      'a CSV row',
      `${HEADER}acme;ann;"a;b\nc"\nacme;bob\n`,
      CSV,
      1,
      [
        ['accountId', 'acme'],
        ['id', 'ann'],
        ['note', 'a;b\nc'],
      ],
    ],
    [
      'a short CSV row',
      `${HEADER}acme;ann;x\nacme;bob\n`,
      CSV,
      2,
      [
        ['accountId', 'acme'],
        ['id', 'bob'],
        ['note', ''],
      ],
    ],
    [
      'a JSON line',
      '{"id":1}\n{"id":"é","x":null}\n',
      { format: 'jsonl', offset: 0, line: 1 } as const,
      2,
      [
        ['id', 'é'],
        ['x', null],
      ],
    ],
  ] as const)('shows %s as it was sent', async (_, content, layout, place, values) => {
    const found = await find(content, layout, place, 2);
    expect(found?.import).toMatchObject({ recordNumber: place, outcome: 'created' });
    expect(found?.sent).toMatchObject({ isCut: false, values });
    expect(content).toContain(found?.sent?.text);
  });

  it('shows what cannot be read as text only, and cuts a long record between characters', async () => {
    const broken = await find(`${HEADER}acme;"ann\nacme;bob;x\n`, CSV, 1, 1);
    expect(broken?.sent?.text).toContain('acme;"ann');
    expect(broken?.sent?.values).toBeUndefined();
    const long = await find(`${HEADER}acme;ann;x${'é'.repeat(20_000)}\n`, CSV, 1, 1);
    expect(long?.sent).toMatchObject({ isCut: true });
    expect(long?.sent?.text).toMatch(/é$/);
  });

  it('knows no record that the file does not have', async () => {
    for (const place of [3, 1e12])
      expect(await find(`${HEADER}a;b;c\na;c;d\n`, CSV, place, 2)).toBeUndefined();
  });
});
