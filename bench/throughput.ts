import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { createClients } from '../cli/cloud/clients.ts';
import { type Cloud, startCloud } from '../local/cloud.ts';
import { type Loop, runLoop, startLoopProcesses } from './bare-loop.ts';
import { writeParticipantRecords } from './participants-csv.ts';
import type { Row } from './splitting.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

const SIZES = [1_000, 10_000, 100_000];
/** Concurrent writes of one ProcessChunk, and its concurrent invocations by default on two cores. */
const WRITES_PER_WORKER = 16;
const WORKERS = 2;
const CHUNK_RECORDS = 2_500;
/**
 * All workers and loops process this number of rounds before the measurement, with the same number of records. V8 fully
 * optimizes only code that has run often.
 */
const WARM_UP_ROUNDS = 6;
const WARM_UP_RECORDS = WORKERS * CHUNK_RECORDS;
const MOST_ROUNDS = 5;
const RECORDS_OF_ALL_ROUNDS = 30_000;

/**
 * Measures records per second from the upload to the e-mail. It compares them with a bare loop of the same UpdateItem
 * calls on the same table with the same concurrency, and with that loop divided among as many processes as the import has
 * workers, which shows how much the division alone costs. Each size has its own cloud, in which the three are warmed up
 * and then run in turns, each time with new users. The result is the median.
 */
export async function benchThroughput(sizes: readonly number[] = SIZES): Promise<Row[]> {
  const rows: Row[] = [];
  for (const records of sizes) {
    rows.push(await inTemporaryDirectory((directory) => measure(directory, records)));
  }
  return rows;
}

async function measure(directory: string, records: number): Promise<Row> {
  await using cloud = await startCloud({ stateDir: join(directory, 'state'), concurrency: WORKERS });
  using processes = startLoopProcesses(workersOf(records));
  const warmUp = Math.min(records, WARM_UP_RECORDS);
  for (let round = 0; round < WARM_UP_ROUNDS; round++) {
    await importRecords(cloud, directory, `warm-up-${round}`, warmUp);
    await runLoop(loopOf(cloud, `bare-warm-up-${round}`, warmUp));
    await processes.run(loopOf(cloud, `divided-warm-up-${round}`, warmUp));
  }
  const rounds = Math.max(1, Math.min(MOST_ROUNDS, Math.floor(RECORDS_OF_ALL_ROUNDS / records)));
  const seconds: { readonly imported: number; readonly looped: number; readonly divided: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    seconds.push({
      imported: await importRecords(cloud, directory, `measured-${round}`, records),
      looped: await runLoop(loopOf(cloud, `bare-${round}`, records)),
      divided: await processes.run(loopOf(cloud, `divided-${round}`, records)),
    });
  }
  const importSeconds = median(seconds.map(({ imported }) => imported));
  const loopSeconds = median(seconds.map(({ looped }) => looped));
  const dividedSeconds = median(seconds.map(({ divided }) => divided));
  return {
    records,
    rounds,
    'import, records/s': Math.round(records / importSeconds),
    'bare loop, records/s': Math.round(records / loopSeconds),
    'in as many processes as workers': Math.round(records / dividedSeconds),
    'import : loop': (loopSeconds / importSeconds).toFixed(2),
    'import : processes': (dividedSeconds / importSeconds).toFixed(2),
  };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

async function importRecords(
  cloud: Cloud,
  directory: string,
  tenant: string,
  records: number,
): Promise<number> {
  const path = join(directory, `${tenant}.csv`);
  await writeParticipantRecords(path, records);
  const { s3, uploadsBucket } = createClients(cloud);
  const Body = await readFile(path);
  const startedAt = performance.now();
  await s3.send(
    new PutObjectCommand({ Bucket: uploadsBucket, Key: `partners/${tenant}/participants/users.csv`, Body }),
  );
  await cloud.idle();
  return (performance.now() - startedAt) / 1000;
}

function workersOf(records: number): number {
  return Math.min(WORKERS, Math.ceil(records / CHUNK_RECORDS));
}

function loopOf(cloud: Cloud, tenant: string, records: number): Loop {
  return {
    table: cloud.outputs.UsersTableName ?? '',
    config: cloud.clientConfig('dynamodb'),
    tenant,
    from: 0,
    to: records,
    concurrency: WRITES_PER_WORKER * workersOf(records),
  };
}
