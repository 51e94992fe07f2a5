import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ISSUE_CURSOR, readIssueCursor } from '../../../../lambdas/commands/list-issues/issue-cursor.ts';
import { issuesOfFile } from '../../../../lambdas/commands/list-issues/issues-of-file.ts';
import {
  type IssueFilter,
  type ListedIssues,
  listIssues,
} from '../../../../lambdas/commands/list-issues/list-issues.ts';
import type { ChunkItem } from '../../../../lambdas/contracts/chunk.ts';
import type { Import } from '../../../../lambdas/contracts/import.ts';
import { IssueCodeSchema, SeveritySchema } from '../../../../lambdas/contracts/issue.ts';
import type { RecordResult } from '../../../../lambdas/contracts/result-part.ts';
import type { LocatedIssue } from '../../../../lambdas/core/wording/group-issues.ts';
import { ERRORS_HEADER, errorLines } from '../../../../lambdas/reporting/error-rows.ts';
import { lawRuns } from '../../../support/law-runs.ts';
import { countsOf, IMPORT_ID, importItem, NOW, partKey } from '../../support/import-item.ts';

const hostile = fc.constantFrom('=1+1', '"', '\n', '\r', ',', "'", '-5', ' @x', 'é', '""\n"', 'a'.repeat(60));
const text = fc.array(fc.oneof(hostile, fc.string({ maxLength: 8 })), { minLength: 1, maxLength: 4 });
const issue: fc.Arbitrary<LocatedIssue> = fc.record({
  recordNumber: fc.nat(9),
  line: fc.option(fc.integer({ min: 1, max: 99 }), { nil: undefined }),
  issue: fc.record(
    {
      severity: fc.constantFrom(...SeveritySchema.options),
      code: fc.constantFrom(...IssueCodeSchema.options),
      message: text.map((parts) => parts.join('')).filter((message) => message !== ''),
      retryable: fc.boolean(),
      field: text.map((parts) => parts.join('')).filter((field) => field !== ''),
    },
    { requiredKeys: ['severity', 'code', 'message', 'retryable'] },
  ),
});

function stored(file: Buffer, etag = '0123456789abcdef') {
  const reads: number[] = [];
  return {
    reads,
    objects: {
      head: async () => ({ etag, size: file.length, metadata: {}, versionId: undefined }),
      open: async (_: unknown, range?: { readonly start: number; readonly end: number }) => {
        const bytes = file.subarray(range?.start, range?.end);
        reads.push(bytes.length);
        return Readable.from([bytes]);
      },
    },
  };
}

function fileOf(issues: readonly LocatedIssue[]): Buffer {
  return Buffer.from(ERRORS_HEADER + errorLines(issues));
}

const reference = (file: Buffer) => ({ bucket: 'results', key: 'errors.csv', etag: 'e', size: file.length });

describe('the issues of errors.csv', () => {
  it('are the issues that were written, whatever their texts, page by page and read by read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(issue, { maxLength: 30 }),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1500, max: 4000 }),
        async (issues, limit, readBytes) => {
          const file = fileOf(issues);
          const { objects } = stored(file);
          const found: LocatedIssue[] = [];
          let offset: number | undefined = 0;
          while (offset !== undefined) {
            const wanted = { offset, limit, includes: () => true };
            const page = await issuesOfFile(reference(file), wanted, { objects }, readBytes);
            expect(page.issues.length).toBeLessThanOrEqual(limit);
            found.push(...page.issues);
            offset = page.next;
          }
          expect(found).toEqual(issues);
        },
      ),
      lawRuns(200),
    );
  });

  it('of a page far behind cost no more bytes than those of the first', async () => {
    const one: LocatedIssue = {
      recordNumber: 1,
      line: 2,
      issue: { severity: 'error', code: 'CONFLICT', message: 'm'.repeat(200), retryable: false },
    };
    const file = fileOf(Array.from({ length: 20_000 }, () => one));
    const all = { limit: 100, includes: () => true };
    const first = stored(file);
    await issuesOfFile(reference(file), { ...all, offset: 0 }, first);
    const rowBytes = errorLines([one]).length;
    const offset = file.length - 5000 * rowBytes;
    const late = stored(file);
    const page = await issuesOfFile(reference(file), { ...all, offset }, late);
    expect(page).toEqual({ issues: Array(100).fill(one), next: offset + 100 * rowBytes });
    expect(late.reads).toEqual(first.reads);
  });
});

function result(recordNumber: number, issues: RecordResult['issues']): RecordResult {
  return { recordNumber, line: recordNumber + 1, outcome: 'failed', issues, details: {}, references: [] };
}

const error = (message: string, field?: string): RecordResult['issues'][number] => ({
  severity: 'error',
  code: 'VALIDATION_FAILED',
  message,
  retryable: false,
  ...(field !== undefined && { field }),
});

/** An import whose first two chunks are done, the third is processed. */
function running() {
  const parts = new Map([
    [partKey(0), [result(1, [error('one', 'a'), error('two', 'b')]), result(3, [error('three', 'a')])]],
    [partKey(1), [result(4, [error('four', 'a')])]],
  ]);
  const chunk = (index: number, status: ChunkItem['status'], failed: number): ChunkItem => ({
    importId: IMPORT_ID,
    index,
    status,
    counts: countsOf({ records: 3, failed }),
    parts: [{ key: partKey(index) }],
    startedAt: NOW.toISOString(),
  });
  const chunks = [chunk(0, 'DONE', 2), chunk(1, 'DEFERRED', 1), chunk(2, 'DONE', 0), chunk(3, 'RUNNING', 0)];
  const readChunk = async (_: string, index: number) => chunks[index];
  return {
    resultsBucket: 'results',
    chunks: { import: { readChunk }, evaluation: { readChunk: async () => undefined } },
    objects: {
      ...stored(Buffer.alloc(0)).objects,
      openByKey: async (_: string, key: string) =>
        Readable.from([Buffer.from((parts.get(key) ?? []).map((line) => JSON.stringify(line)).join('\n'))]),
    },
  };
}

async function pages(
  item: Import,
  ports: Parameters<typeof listIssues>[2],
  filter: IssueFilter,
  limit: number,
) {
  const found: (readonly [number, string])[] = [];
  let cursor: string | undefined;
  let last: ListedIssues | undefined;
  do {
    const at = cursor === undefined ? undefined : readIssueCursor(cursor);
    last = await listIssues(item, { filter, limit, cursor: at }, ports);
    if (!last.found) throw new Error(last.reason);
    found.push(...last.issues.map((one) => [one.recordNumber, one.issue.message] as const));
    cursor = last.next;
    if (cursor !== undefined) expect(cursor).toMatch(ISSUE_CURSOR);
  } while (cursor !== undefined);
  return { found, isComplete: last.isComplete };
}

describe('listIssues', () => {
  it.each([1, 2, 3, 100])(
    'shows those of the chunks that are done while the import runs, %i a page',
    async (limit) => {
      expect(await pages(importItem(), running(), {}, limit)).toEqual({
        found: [
          [1, 'one'],
          [1, 'two'],
          [3, 'three'],
          [4, 'four'],
        ],
        isComplete: false,
      });
      expect((await pages(importItem(), running(), { field: 'a' }, limit)).found).toEqual([
        [1, 'one'],
        [3, 'three'],
        [4, 'four'],
      ]);
      expect((await pages(importItem(), running(), { severity: 'warning' }, limit)).found).toEqual([]);
    },
  );

  const file = fileOf([{ recordNumber: 1, line: 2, issue: error('one') }]);
  const ended = importItem({
    status: 'COMPLETED_WITH_ERRORS',
    files: { errors: { key: 'errors.csv', size: file.length } },
  });
  const portsOf = (etag: string) => ({
    ...running(),
    objects: { ...running().objects, ...stored(file, etag).objects },
  });

  it('shows those of errors.csv when it exists', async () => {
    expect(await pages(ended, portsOf('0123456789'), {}, 10)).toEqual({
      found: [[1, 'one']],
      isComplete: true,
    });
    expect(await pages(importItem({ status: 'COMPLETED' }), running(), {}, 10)).toEqual({
      found: [],
      isComplete: true,
    });
    const aborted = importItem({ status: 'ABORTED', missingFiles: ['results'] });
    expect(await pages(aborted, running(), {}, 10)).toEqual({ found: [], isComplete: false });
  });

  it.each([
    ['chunks, when there is a file', 'import-1-0', ended],
    ['another file', 'file-fedcba98-10', ended],
    ['a position that the file does not have', 'file-01234567-99999', ended],
    ['a file, when there is none', 'file-01234567-10', importItem()],
    ['the evaluation, when the import runs', 'evaluation-0-1', importItem()],
  ])('refuses a cursor of %s', async (_, cursor, item) => {
    const request = { filter: {}, limit: 10, cursor: readIssueCursor(cursor) };
    expect(await listIssues(item, request, portsOf('0123456789'))).toEqual({
      found: false,
      reason: 'CursorOutdated',
    });
  });
});
