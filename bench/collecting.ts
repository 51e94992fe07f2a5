import { Readable } from 'node:stream';
import type { ObjectStore } from '../lambdas/adapters/s3-object-store.ts';
import type { ChunkItem } from '../lambdas/contracts/chunk.ts';
import type { Import } from '../lambdas/contracts/import.ts';
import { NO_COUNTS } from '../lambdas/core/apply/add-counts.ts';
import { splitImport } from '../lambdas/processing/import-stage.ts';
import { collectFiles } from '../lambdas/reporting/collect-files.ts';
import { RESULTS } from '../lambdas/reporting/report-kind.ts';
import { PARTICIPANT_COLUMNS } from './participants-csv.ts';

const CHUNKS = 80;
const CHUNK_RECORDS = 2_500;

/** Measures CollectResults without S3 and DynamoDB: the CPU of parts that are read, checked, merged and written as CSV. */
export async function benchCollecting() {
  await collect(CHUNKS / 4);
  const started = process.cpuUsage();
  const results = await collect(CHUNKS);
  const { user, system } = process.cpuUsage(started);
  const seconds = (user + system) / 1e6;
  const records = CHUNKS * CHUNK_RECORDS;
  return [
    {
      records,
      'records a CPU second': Math.round(records / seconds),
      'bytes of results.csv a record': Math.round(results / records),
    },
  ];
}

/** @returns the bytes of results.csv */
async function collect(chunks: number): Promise<number> {
  const texts = new Map<string, Buffer>();
  const stored = new Map<string, number>();
  const objects = memoryStore(texts, stored);
  const items = Array.from({ length: chunks }, (_, index) => chunkOf(index, texts));
  const item = splitImport(importOf(chunks));
  const ports = {
    objects,
    resultsBucket: 'results',
    users: { known: async () => new Set<string>() },
    imports: {
      read: async () => item,
      chunks: async function* () {
        yield* items;
      },
      noteCollected: async () => true,
    },
  };
  const runtime = {
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    invocationId: 'bench',
    remainingMs: () => 900_000,
  };
  const report = await collectFiles(ports, { item, kind: RESULTS, attempt: 1 }, runtime);
  return report?.files.results?.size ?? 0;
}

function memoryStore(texts: ReadonlyMap<string, Buffer>, stored: Map<string, number>): ObjectStore {
  const openByKey = async (_: string, key: string) => Readable.from([texts.get(key) ?? Buffer.alloc(0)]);
  return {
    head: async () => undefined,
    open: ({ bucket, key }) => openByKey(bucket, key),
    openByKey,
    put: async (_, key, body) => {
      stored.set(key, body.length);
    },
    upload: async (_, key, body) => {
      let size = 0;
      for await (const piece of body) size += piece.length;
      stored.set(key, size);
      return { etag: 'e', size };
    },
    compose: async () => undefined,
  };
}

/** Of every 100 records, one fails; all columns of a participant have values. */
function chunkOf(index: number, texts: Map<string, Buffer>): ChunkItem {
  const lines = Array.from({ length: CHUNK_RECORDS }, (_, n) => {
    const recordNumber = index * CHUNK_RECORDS + n + 1;
    const failed = n % 100 === 99;
    const details = PARTICIPANT_COLUMNS.map((column) => [column, `${column} ${recordNumber}`]);
    return JSON.stringify({
      recordNumber,
      line: recordNumber + 1,
      outcome: failed ? 'failed' : 'created',
      issues: failed
        ? [
            {
              severity: 'error',
              code: 'BAD_REQUEST',
              message: 'email must be an e-mail address, found "ann(at)example.com"',
              field: 'email',
              retryable: false,
            },
          ]
        : [],
      details: Object.fromEntries(details),
      references: [],
    });
  });
  const key = `part-${index}`;
  texts.set(key, Buffer.from(`${lines.join('\n')}\n`));
  return {
    importId: IMPORT_ID,
    index,
    status: 'DONE',
    counts: NO_COUNTS,
    parts: [{ key }],
    startedAt: NOW,
  };
}

const IMPORT_ID = 'imp_01kakr5e3h0123456789abcdef';
const NOW = '2026-11-21T10:00:00.000Z';

function importOf(chunks: number): Import {
  const source = { bucket: 'uploads', key: 'partners/a/participants/a.csv', etag: 'e', size: 1 };
  return {
    importId: IMPORT_ID,
    tenant: 'a',
    importType: 'participants',
    fileName: 'a.csv',
    status: 'RUNNING',
    attempt: 1,
    arrival: NOW,
    executionArn: '',
    source,
    content: source,
    options: { mode: 'upsert', onBlank: 'keep', duplicates: 'apply' },
    layout: {
      format: 'csv',
      delimiter: ',',
      columns: [...PARTICIPANT_COLUMNS],
      width: PARTICIPANT_COLUMNS.length,
      headerStart: 0,
      headerEnd: 0,
      offset: 0,
      line: 1,
    },
    split: { records: chunks * CHUNK_RECORDS, chunks, manifestKey: 'm' },
    createdAt: NOW,
    updatedAt: NOW,
  };
}
