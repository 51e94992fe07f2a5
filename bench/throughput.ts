import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import pMap from 'p-map';
import { createClients } from '../cli/clients.ts';
import { createDynamoUserStore, type UserWrite } from '../lambdas/adapters/dynamo-user-store.ts';
import { readRecord } from '../lambdas/core/read-record.ts';
import { fieldsOfRow } from '../lambdas/core/record-fields.ts';
import { participants } from '../lambdas/import-types/participants.ts';
import { type Cloud, startCloud } from '../local/cloud.ts';
import { PARTICIPANT_COLUMNS, participantCells, writeParticipantRecords } from './participants-csv.ts';
import type { Row } from './splitting.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

const SIZES = [1_000, 10_000, 100_000];
/** What ProcessChunk writes at the same time, and how many of it run at the same time on two cores. */
const WRITES_PER_WORKER = 16;
const WORKERS = 4;
const CHUNK_RECORDS = 2_500;

/**
 * Records a second from the upload to the e-mail, beside a bare loop of the same UpdateItem calls against the same
 * table with as many of them in flight. Each size gets a cloud of its own; both run in it, after one warm-up import,
 * the import first and then the loop, on tables that hold the same.
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
  await importRecords(cloud, directory, 'warm-up', 50);
  const importSeconds = await importRecords(cloud, directory, 'measured', records);
  const loopSeconds = await bareLoop(cloud, records);
  return {
    records,
    'import, records/s': Math.round(records / importSeconds),
    'bare loop, records/s': Math.round(records / loopSeconds),
    ratio: (loopSeconds / importSeconds).toFixed(2),
  };
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

async function bareLoop(cloud: Cloud, records: number): Promise<number> {
  const client = new DynamoDBClient(cloud.clientConfig('dynamodb'));
  const users = createDynamoUserStore(cloud.outputs.UsersTableName ?? '', () => new Date(), client);
  const writes = Array.from({ length: records }, (_, n) => writeOf(n));
  const concurrency = WRITES_PER_WORKER * Math.min(WORKERS, Math.ceil(records / CHUNK_RECORDS));
  const startedAt = performance.now();
  await pMap(writes, (write) => users.write(write), { concurrency });
  return (performance.now() - startedAt) / 1000;
}

function writeOf(n: number): UserWrite {
  const read = readRecord(
    participants,
    'bare',
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
  const diff = { set, remove: [], addSegments: [], deleteSegments: [] };
  return { userKey, tenant: 'bare', importType: 'participants', diff, mark, seen: undefined, absent: [] };
}
