import type { ChunkItem } from '../../../lambdas/contracts/chunk.ts';
import type { Import, UploadedImport } from '../../../lambdas/contracts/import.ts';
import type { Counts } from '../../../lambdas/contracts/outcome.ts';
import type { RecordResult } from '../../../lambdas/contracts/result-part.ts';
import { objectKeys } from '../../../lambdas/core/naming/object-keys.ts';
import { splitImport } from '../../../lambdas/processing/import-stage.ts';

export const IMPORT_ID = 'imp_01kakr5e3h0123456789abcdef';
/** Whose files: `importItem`'s. */
export const FILES_OF = { tenant: 'acme', importId: IMPORT_ID };
export const NOW = new Date('2026-11-21T10:00:00.000Z');

export function countsOf(counts: Partial<Counts> = {}): Counts {
  return { records: 0, created: 0, updated: 0, unchanged: 0, failed: 0, warnings: 0, ...counts };
}

/** An import that was inspected and split: two records in two chunks. */
export function importItem(fields: Partial<Import> = {}): UploadedImport {
  const source = { bucket: 'uploads', key: 'partners/acme/participants/people.csv', etag: 'e', size: 25 };
  return {
    importId: IMPORT_ID,
    tenant: 'acme',
    importType: 'participants',
    fileName: 'people.csv',
    status: 'RUNNING',
    attempt: 1,
    arrival: NOW.toISOString(),
    executionArn: 'arn:aws:states:eu-central-1:123456789012:execution:user-import:imp',
    unfinished: 'yes',
    content: source,
    options: { mode: 'upsert', onBlank: 'keep', duplicates: 'apply', notify: 'ann@example.com' },
    layout: {
      format: 'csv',
      delimiter: ',',
      columns: ['accountId', 'id'],
      width: 2,
      headerStart: 0,
      headerEnd: 12,
      offset: 13,
      line: 2,
    },
    split: { records: 2, chunks: 2, manifestKey: objectKeys.manifest(IMPORT_ID) },
    createdAt: NOW.toISOString(),
    updatedAt: NOW.toISOString(),
    ...fields,
    source: fields.source ?? source,
  };
}

/** The same as a task reads it that comes after SplitFile. */
export const splitItem = (fields: Partial<Import> = {}) => splitImport(importItem(fields));

/** Where a chunk of these tests has its part. */
export const partKey = (index: number) =>
  objectKeys.part(IMPORT_ID, { chunk: index, step: 'map', invocationId: 'first' });
export const failedPartKey = (index: number) =>
  objectKeys.failedPart(IMPORT_ID, { chunk: index, step: 'map', invocationId: 'first' });

/** A chunk that is done; it has failed records where its counts say so. */
export function chunkItem(
  index: number,
  counts: Partial<Counts> = {},
  fields: Partial<ChunkItem> = {},
): ChunkItem {
  return {
    importId: IMPORT_ID,
    index,
    status: 'DONE',
    counts: countsOf({ records: 1, ...counts }),
    parts: [{ key: partKey(index), ...(counts.failed ? { failedKey: failedPartKey(index) } : {}) }],
    startedAt: NOW.toISOString(),
    ...fields,
  };
}

export function recordResult(recordNumber: number, fields: Partial<RecordResult> = {}): RecordResult {
  return {
    recordNumber,
    line: recordNumber + 1,
    outcome: 'created',
    issues: [],
    details: { id: `u${recordNumber}` },
    references: [],
    ...fields,
  };
}
