import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createReadStream, openAsBlob } from 'node:fs';
import { open, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { BatchWriteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { Upload } from '@aws-sdk/lib-storage';
import { createClients } from '../cli/cloud/clients.ts';
import { askToManage } from '../cli/tenants/manage-tenants.ts';
import { createRollcallClient, type RollcallClient } from '../client/rollcall-client.ts';
import { itemKeys } from '../lambdas/core/naming/item-keys.ts';
import { newImportId } from '../lambdas/core/naming/upload-identity.ts';
import { buildBundles } from '../lib/build-bundles.ts';
import { type Cloud, startCloud } from '../local/cloud.ts';
import { readPlan } from '../local/template/plan.ts';
import { readStack } from '../local/template/stack.ts';
import { synthesize } from '../local/template/synthesize.ts';
import type { Row } from './splitting.ts';
import { inTemporaryDirectory } from './temporary-directory.ts';

const run = promisify(execFile);
const TENANT = 'bench';
const IMPORTS = 10_000;
const REQUESTS = 200;
/** Below the rate that a tenant has. Only the requests are measured. */
const PAUSE_MS = 60;
const MiB = 1024 * 1024;
const UPLOADS = [64 * MiB, 256 * MiB];
const UPLOAD_ROUNDS = 3;
const STARTS = 15;

/** Measures the API of one machine: requests of a tenant with 10,000 imports, uploads, and the start of its function. */
export async function benchApi(): Promise<Row[]> {
  return inTemporaryDirectory(async (directory) => {
    await using cloud = await startCloud({ stateDir: join(directory, 'state') });
    const client = createRollcallClient({ api: cloud.outputs.ApiUrl ?? '', bearer: await newKey(cloud) });
    const importIds = await fill(cloud, client, directory);
    // The events of the new items use a core until they are published.
    await cloud.idle();
    const parts = [
      () => measureStart(directory),
      () => measureRequests(client, importIds),
      () => measureUploads(cloud, client, directory),
    ];
    const rows: Row[] = [];
    for (const measure of parts) {
      const measured = await measure();
      console.error(JSON.stringify(measured));
      rows.push(...measured);
    }
    return rows;
  });
}

async function newKey(cloud: Cloud): Promise<string> {
  const tenant = TENANT;
  await askToManage(cloud, { action: 'create-tenant', tenant });
  const { token = '' } = await askToManage(cloud, { action: 'create-api-key', tenant, name: 'bench' });
  return token;
}

/** Imports one file, and copies its item. @returns ids of the copies */
async function fill(cloud: Cloud, client: RollcallClient, directory: string): Promise<readonly string[]> {
  const file = join(directory, 'users.csv');
  await writeFile(file, 'accountId,id,email\nacme,ann,ann@example.com\nacme,bob,no address\n');
  const body = { importType: 'participants', fileName: 'users.csv' };
  const id = await client.importFile(body, await openAsBlob(file));
  await client.followImport(id, { pauseMs: () => 100 });
  const { dynamo, importsTable } = createClients(cloud);
  const { Item } = await dynamo.send(
    new GetCommand({ TableName: importsTable, Key: { ...itemKeys.import(id) } }),
  );
  const ids: string[] = [];
  const begin = Date.now() - IMPORTS * 60_000;
  for (let at = 0; at < IMPORTS; at += 25) {
    const items = Array.from({ length: 25 }, (_, index) => {
      const createdAt = new Date(begin + (at + index) * 60_000);
      const importId = newImportId(createdAt, randomBytes(16));
      ids.push(importId);
      return { ...Item, importId, createdAt: createdAt.toISOString() };
    });
    const requests = items.map((one) => ({ PutRequest: { Item: one } }));
    await dynamo.send(new BatchWriteCommand({ RequestItems: { [importsTable]: requests } }));
  }
  return ids;
}

async function measureRequests(client: RollcallClient, importIds: readonly string[]): Promise<Row[]> {
  const any = () => importIds[Math.floor(Math.random() * importIds.length)] ?? '';
  const anyTime = () => new Date(Date.now() - Math.random() * IMPORTS * 60_000).toISOString();
  const requests: Readonly<Record<string, () => Promise<unknown>>> = {
    'list, the newest 20': () => client.listImports(),
    'list, 20 from anywhere': () => client.listImports({ to: anyTime() }),
    'list, 100 with a status': () => client.listImports({ status: 'COMPLETED_WITH_ERRORS', limit: 100 }),
    'read an import': () => client.getImport(any()),
  };
  const rows: Row[] = [];
  for (const [name, request] of Object.entries(requests)) {
    await request();
    const times: number[] = [];
    for (let count = 0; count < REQUESTS; count += 1) {
      await wait(PAUSE_MS);
      const startedAt = performance.now();
      await request();
      times.push(performance.now() - startedAt);
    }
    rows.push({ what: name, 'p50, ms': quantile(times, 0.5), 'p95, ms': quantile(times, 0.95) });
  }
  return rows;
}

async function measureUploads(cloud: Cloud, client: RollcallClient, directory: string): Promise<Row[]> {
  const { s3, uploadsBucket } = createClients(cloud);
  const rows: Row[] = [];
  for (const bytes of UPLOADS) {
    const path = join(directory, `${bytes}.bin`);
    await using file = await open(path, 'w');
    // No field of the type: the file is rejected after the upload, which is all that is measured.
    await file.writeFile('a,b\n1,2\n');
    await file.truncate(bytes);
    const blob = await openAsBlob(path);
    const seconds: { readonly api: number; readonly bare: number }[] = [];
    for (let round = 0; round < UPLOAD_ROUNDS; round += 1) {
      const fileName = basename(path);
      const api = await secondsOf(() => client.importFile({ importType: 'participants', fileName }, blob));
      const params = {
        Bucket: uploadsBucket,
        Key: `elsewhere/${round}-${fileName}`,
        Body: createReadStream(path),
      };
      const bare = await secondsOf(() =>
        new Upload({ client: s3, params, partSize: 8 * MiB, queueSize: 3 }).done(),
      );
      seconds.push({ api, bare });
    }
    const api = quantile(
      seconds.map((one) => one.api),
      0.5,
    );
    const bare = quantile(
      seconds.map((one) => one.bare),
      0.5,
    );
    rows.push({
      what: `upload ${bytes / MiB} MiB`,
      'API, MB/s': Math.round(bytes / 1e6 / api),
      'S3 client, MB/s': Math.round(bytes / 1e6 / bare),
      'API : S3 client': (bare / api).toFixed(2),
    });
  }
  return rows;
}

/** The variables of the function in the template, which it checks while it loads. */
async function templateVariables(directory: string): Promise<Readonly<Record<string, string>>> {
  const { functions } = await readPlan(await readStack(await synthesize(process.cwd(), directory)));
  const api = functions.find(({ name }) => name === 'rollcall-local-api');
  if (api === undefined) throw new Error('the template has no function api');
  return api.environment;
}

async function secondsOf(task: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await task();
  return (performance.now() - startedAt) / 1000;
}

/** The bundle as it is deployed, loaded in new processes in turns with an empty program. */
async function measureStart(directory: string): Promise<Row[]> {
  const bundles = await buildBundles(process.cwd(), { splitting: false });
  const code = bundles.get('api')?.find(({ path }) => path.endsWith('.mjs'));
  if (code === undefined) throw new Error('there is no bundle of api');
  const path = join(directory, 'api.mjs');
  await writeFile(path, code.contents);
  const template = await templateVariables(join(directory, 'template'));
  const environment = { ...process.env, AWS_REGION: 'eu-central-1', ...template };
  const cpuMs = async (load: string) => {
    const program = `${load}; const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)`;
    const script = ['--input-type=module', '-e', program];
    return Number((await run(process.execPath, script, { env: environment })).stdout);
  };
  const times: { readonly loaded: number; readonly empty: number }[] = [];
  for (let start = 0; start < STARTS; start += 1)
    times.push({ loaded: await cpuMs(`await import('${path}')`), empty: await cpuMs('') });
  const loaded = quantile(
    times.map((one) => one.loaded),
    0.5,
  );
  const empty = quantile(
    times.map((one) => one.empty),
    0.5,
  );
  return [
    {
      what: 'load the function',
      'CPU, ms': Math.round(loaded - empty),
      'Node.js alone, ms': empty,
      'bundle, kB': Math.round(code.contents.length / 1000),
      'gzip, kB': Math.round(gzipSync(code.contents).length / 1000),
    },
  ];
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return Number(value.toFixed(value < 10 ? 2 : 1));
}
