import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { StopExecutionCommand } from '@aws-sdk/client-sfn';
import { Upload } from '@aws-sdk/lib-storage';
import { type Clients, createClients } from '../cli/cloud/clients.ts';
import { readImport } from '../cli/imports/import-progress.ts';
import { createS3ObjectStore } from '../lambdas/adapters/s3-object-store.ts';
import { splitImport } from '../lambdas/processing/import-stage.ts';
import { readManifest } from '../lambdas/processing/read-manifest.ts';
import { type Cloud, startCloud } from '../local/cloud.ts';
import { writeParticipants } from './participants-csv.ts';
import type { Row } from './splitting.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

const MB = 1_000_000;
const SIZES = [10 * MB, 500 * MB];
/** A few chunks are sufficient, because a worker's memory does not grow with them. A complete import of 500 MB takes an hour. */
const CHUNKS = 4;

/**
 * Measures the peak memory of the functions' processes for a small and a large file, as in Lambda's REPORT lines: the
 * complete split, and the first chunks in sequence in one warm process.
 */
export async function benchWorkerMemory(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const bytes of SIZES) rows.push(await inTemporaryDirectory((directory) => measure(directory, bytes)));
  return rows;
}

async function measure(directory: string, bytes: number): Promise<Row> {
  const peak = new Map<string, number>();
  const held = Promise.withResolvers<string>();
  await using cloud = await startCloud({
    stateDir: join(directory, 'state'),
    onLog: ({ functionName, line }) => {
      const used = Number(/Max Memory Used: (\d+) MB/.exec(line)?.[1] ?? 0);
      peak.set(functionName, Math.max(used, peak.get(functionName) ?? 0));
    },
    // The promise never resolves, so the execution waits before the map. The chunks are invoked below.
    onStateEntered: ({ stateName, executionArn }) => {
      if (stateName !== 'ProcessChunks') return undefined;
      held.resolve(executionArn);
      return new Promise(() => undefined);
    },
  });
  const clients = createClients(cloud);
  const path = join(directory, 'users.csv');
  await writeParticipants(path, 'no quotes', bytes);
  const Key = 'partners/demo/participants/users.csv';
  const params = { Bucket: clients.uploadsBucket, Key, Body: createReadStream(path) };
  await new Upload({ client: clients.s3, params, partSize: 16 * 1024 * 1024, queueSize: 2 }).done();
  const executionArn = await held.promise;
  await processChunks(cloud, clients, executionArn.slice(executionArn.lastIndexOf(':') + 1));
  await clients.sfn.send(new StopExecutionCommand({ executionArn }));
  const of = (task: string) => [...peak].find(([name]) => name.endsWith(task))?.[1] ?? 0;
  return {
    file: `${bytes / MB} MB`,
    'split-file, MB': of('split-file'),
    'process-chunk, MB': of('process-chunk'),
  };
}

async function processChunks(cloud: Cloud, clients: Clients, importId: string): Promise<void> {
  const place = { objects: createS3ObjectStore(clients.s3), resultsBucket: clients.resultsBucket };
  const chunks = await readManifest(place, splitImport(await readImport(clients, importId)));
  for (const chunk of chunks.slice(0, CHUNKS))
    await cloud.invoke('ProcessChunk', { importId, chunk, fencingToken: 1 });
}
