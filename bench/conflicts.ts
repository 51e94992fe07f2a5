import { spawn } from 'node:child_process';
import { createReadStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { TASKS } from '../lib/tasks.ts';
import { findDeferred, HEADER_BYTES } from './find-deferred.ts';
import { participantBlocks, QUOTING, writeParticipants } from './participants-csv.ts';
import { READ_BYTES, splitFile } from './split-file.ts';
import { parseFile, type Row } from './splitting.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

const MB = 1_000_000;
const SPLIT_BYTES = 100 * MB;
/** csv-parse takes 0.1 s for a megabyte, so a smaller sample is sufficient. */
const PARSE_BYTES = 15 * MB;
const ROUNDS = 3;
const MEMORY_RECORDS = [100_000, 1_000_000, 10_000_000];

/**
 * Measures how much finding conflicts slows the splitter down, compared with splitting alone and with csv-parse on the
 * same bytes: MB per second of processor time, interleaved in one run, the best of three rounds each. Also measures the
 * peak memory of splitting files of 13, 129 and 1,306 MB.
 */
export async function benchConflicts(): Promise<Row[]> {
  return inTemporaryDirectory(async (directory) => {
    const rows: Row[] = [];
    for (const quoting of QUOTING) {
      const large = join(directory, 'large.csv');
      const sample = join(directory, 'sample.csv');
      await writeParticipants(large, quoting, SPLIT_BYTES);
      await writeParticipants(sample, quoting, PARSE_BYTES);
      rows.push({ 'participants CSV': quoting, ...(await speeds(large, sample)) });
    }
    for (const records of MEMORY_RECORDS) rows.push(await memory(records));
    return rows;
  });
}

async function speeds(large: string, sample: string): Promise<Row> {
  const best = { split: 0, users: 0, codes: 0, parsed: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    best.split = Math.max(best.split, await megabytesPerCpuSecond(large, splitFile));
    best.users = Math.max(best.users, await megabytesPerCpuSecond(large, (path) => findIn(path, false)));
    best.codes = Math.max(best.codes, await megabytesPerCpuSecond(large, (path) => findIn(path, true)));
    best.parsed = Math.max(best.parsed, await megabytesPerCpuSecond(sample, parseFile));
  }
  return {
    'split only': Math.round(best.split),
    'with users': Math.round(best.users),
    'with users and codes': Math.round(best.codes),
    'csv-parse': Math.round(best.parsed),
    'with users : csv-parse': (best.users / best.parsed).toFixed(1),
    'with codes : csv-parse': (best.codes / best.parsed).toFixed(1),
  };
}

/** Uses processor time, which does not depend on the load of the machine. */
async function megabytesPerCpuSecond(
  path: string,
  work: (path: string) => Promise<unknown>,
): Promise<number> {
  const before = process.cpuUsage();
  await work(path);
  const { user, system } = process.cpuUsage(before);
  return statSync(path).size / (user + system);
}

function findIn(path: string, codes: boolean) {
  const records = createReadStream(path, { highWaterMark: READ_BYTES, start: HEADER_BYTES });
  return findDeferred({ fileBytes: statSync(path).size, records }, codes);
}

/** The records are generated in this process and read in another one, so that only the memory for splitting is measured. */
async function memory(records: number): Promise<Row> {
  const script = fileURLToPath(new URL('find-deferred.ts', import.meta.url));
  // The setting of the deployed SplitFile.
  const heap = `--max-semi-space-size=${TASKS.SplitFile.semiSpaceMiB}`;
  const child = spawn(process.execPath, [heap, script, String(fileBytesOf(records))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answer = text(child.stdout);
  await pipeline(Readable.from(participantBlocks(records)), child.stdin);
  const found = JSON.parse(await answer) as { peakMiB: number; deferred: number };
  return {
    'participants CSV': `${records} records, read by a separate process`,
    'peak RSS MiB': found.peakMiB,
    'taken for deferred': found.deferred,
  };
}

function fileBytesOf(records: number): number {
  let bytes = HEADER_BYTES;
  for (const block of participantBlocks(records)) bytes += block.length;
  return bytes;
}

if (import.meta.main) console.table(await benchConflicts());
