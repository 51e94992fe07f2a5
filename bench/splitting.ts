import { execFile } from 'node:child_process';
import { createReadStream, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parse } from 'csv-parse';
import { releaseBuffer } from '../lambdas/core/records/release-buffer.ts';
import { QUOTING, writeParticipants } from './participants-csv.ts';
import { READ_BYTES, splitFile } from './split-file.ts';

/** One line of the printed table. */
export type Row = Readonly<Record<string, string | number>>;

const MB = 1_000_000;
const SPLIT_BYTES = 210 * MB;
/** csv-parse takes 0.1 s for a megabyte, so a smaller sample is sufficient. */
const PARSE_BYTES = 15 * MB;
const ROUNDS = 3;

/**
 * Measures the speed of splitting, compared with a plain read of the same bytes and with csv-parse. The measurements are
 * interleaved in one run, so that the load of the machine affects all of them; the best of three rounds each. Also
 * measures the peak memory of splitting 10 and 500 MB.
 */
export async function benchSplitting(): Promise<Row[]> {
  const directory = await mkdtemp(join(tmpdir(), 'rollcall-bench-'));
  try {
    const rows: Row[] = [];
    for (const quoting of QUOTING) {
      const large = join(directory, 'large.csv');
      const sample = join(directory, 'sample.csv');
      await writeParticipants(large, quoting, SPLIT_BYTES);
      await writeParticipants(sample, quoting, PARSE_BYTES);
      rows.push({ 'participants CSV': quoting, ...(await speeds(large, sample)) });
    }
    for (const bytes of [10 * MB, 500 * MB]) rows.push(await memory(join(directory, 'memory.csv'), bytes));
    return rows;
  } finally {
    await rm(directory, { recursive: true });
  }
}

async function speeds(large: string, sample: string): Promise<Row> {
  let read = 0;
  let split = 0;
  let parsed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    read = Math.max(read, await megabytesPerSecond(large, readFile));
    split = Math.max(split, await megabytesPerSecond(large, splitFile));
    parsed = Math.max(parsed, await megabytesPerSecond(sample, parseFile));
  }
  return {
    'read MB/s': Math.round(read),
    'split MB/s': Math.round(split),
    'csv-parse MB/s': Math.round(parsed),
    'split : csv-parse': Math.round(split / parsed),
  };
}

async function megabytesPerSecond(path: string, work: (path: string) => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work(path);
  return statSync(path).size / MB / ((performance.now() - began) / 1000);
}

async function readFile(path: string): Promise<number> {
  let bytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: READ_BYTES })) {
    bytes += (piece as Buffer).length;
    releaseBuffer(piece as Buffer);
  }
  return bytes;
}

/** Parses with the csv-parse options of the workers. */
export async function parseFile(path: string): Promise<number> {
  let records = 0;
  const parser = parse({ record_delimiter: ['\r\n', '\n'], relax_quotes: true, relax_column_count: true });
  for await (const _ of createReadStream(path, { highWaterMark: READ_BYTES }).pipe(parser)) records++;
  return records;
}

async function memory(path: string, bytes: number): Promise<Row> {
  await writeParticipants(path, '20 % of the cells quoted', bytes);
  const child = fileURLToPath(new URL('split-file.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [child, path]);
  return { 'participants CSV': `${bytes / MB} MB in a separate process`, 'peak RSS MiB': Number(stdout) };
}

if (import.meta.main) console.table(await benchSplitting());
