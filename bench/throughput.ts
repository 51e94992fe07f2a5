import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import pMap from 'p-map';
import { createClients } from '../cli/clients.ts';
import { createQuickDynamoClient } from '../lambdas/adapters/dynamo-quick-client.ts';
import { createDynamoUserStore, type UserWrite } from '../lambdas/adapters/dynamo-user-store.ts';
import { NO_SETTINGS } from '../lambdas/contracts/tenant-settings.ts';
import { readRecord } from '../lambdas/core/read-record.ts';
import { fieldsOfRow } from '../lambdas/core/record-fields.ts';
import { participants as definition } from '../lambdas/import-types/participants.ts';
import { type Cloud, startCloud } from '../local/cloud.ts';
import { PARTICIPANT_COLUMNS, participantCells, writeParticipantRecords } from './participants-csv.ts';
import type { Row } from './splitting.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

const participants = definition.resolve({ settings: NO_SETTINGS, parameters: undefined });

const SIZES = [1_000, 10_000, 100_000];
/** What ProcessChunk writes at the same time, and how many of it run at the same time on two cores, as by default. */
const WRITES_PER_WORKER = 16;
const WORKERS = 2;
const CHUNK_RECORDS = 2_500;
/** Enough for the services and the functions to be as fast as they get: both sides find them so. */
const WARM_UP_RECORDS = 2_000;
const MOST_ROUNDS = 5;
const RECORDS_OF_ALL_ROUNDS = 30_000;

/**
 * Records a second from the upload to the e-mail, beside a bare loop of the same UpdateItem calls against the same
 * table with as many of them in flight. Each size gets a cloud of its own, in which both are warmed up alike and then
 * run in turns, each time with users that the table does not have; the median of each counts.
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
  await importRecords(cloud, directory, 'warm-up', WARM_UP_RECORDS);
  await bareLoop(cloud, 'bare-warm-up', WARM_UP_RECORDS);
  const rounds = Math.max(1, Math.min(MOST_ROUNDS, Math.floor(RECORDS_OF_ALL_ROUNDS / records)));
  const seconds: { readonly imported: number; readonly looped: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    seconds.push({
      imported: await importRecords(cloud, directory, `measured-${round}`, records),
      looped: await bareLoop(cloud, `bare-${round}`, records),
    });
  }
  const importSeconds = median(seconds.map(({ imported }) => imported));
  const loopSeconds = median(seconds.map(({ looped }) => looped));
  return {
    records,
    rounds,
    'import, records/s': Math.round(records / importSeconds),
    'bare loop, records/s': Math.round(records / loopSeconds),
    ratio: (loopSeconds / importSeconds).toFixed(2),
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

async function bareLoop(cloud: Cloud, tenant: string, records: number): Promise<number> {
  const client = createQuickDynamoClient(cloud.clientConfig('dynamodb'));
  const users = createDynamoUserStore(cloud.outputs.UsersTableName ?? '', () => new Date(), client);
  const writes = Array.from({ length: records }, (_, n) => writeOf(tenant, n));
  const concurrency = WRITES_PER_WORKER * Math.min(WORKERS, Math.ceil(records / CHUNK_RECORDS));
  const startedAt = performance.now();
  await pMap(writes, (write) => users.write(write), { concurrency });
  return (performance.now() - startedAt) / 1000;
}

function writeOf(tenant: string, n: number): UserWrite {
  const read = readRecord(
    participants,
    tenant,
    fieldsOfRow(PARTICIPANT_COLUMNS, participantCells(n, 'no quotes')),
    {
      onBlank: 'keep',
    },
  );
  if (!read.ok) throw new Error('the bench makes valid records');
  const { userKey, set } = read.change;
  const mark = {
    importId: 'bare',
    turn: 0,
    step: 'chunk 0',
    outcomes: { [n]: 'created' },
    through: n,
    released: {},
  } as const;
  const diff = { set, remove: [], sets: new Map() };
  return { userKey, tenant, importType: 'participants', diff, mark, seen: undefined, absent: [] };
}
