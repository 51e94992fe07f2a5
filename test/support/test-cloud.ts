import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { inject } from 'vitest';
import { type Clients, createClients } from '../../cli/cloud/clients.ts';
import { awaitImport } from '../../cli/imports/find-import.ts';
import { followImport } from '../../cli/imports/follow-import.ts';
import { readImport } from '../../cli/imports/import-progress.ts';
import { type ImportFile, isMailSettled, type UploadedImport } from '../../lambdas/contracts/import.ts';
import { FINAL_STATUSES } from '../../lambdas/contracts/import-status.ts';
import { uploadedImport } from '../../lambdas/processing/import-stage.ts';
import { type Cloud, type CloudOptions, startCloud } from '../../local/cloud.ts';
import { type CloudAccess, connectCloud } from '../../local/connect-cloud.ts';
import type { EventBridgeEvent } from '../../local/event-bridge/event.ts';
import { copyAssembly, SMALL, type Variables } from './assembly.ts';
import { type CsvRow, readCsv } from './read-csv.ts';
import { enforceRoles, readRoles } from './roles.ts';
import { shareFunctions } from './seed-state.ts';
import { STEP_LIMIT_MS } from './time-limits.ts';

/** A cloud and its clients, which files are imported with. */
export interface JoinedCloud {
  readonly cloud: CloudAccess;
  readonly clients: Clients;
}

/** A cloud that this process runs, so that it can wait until the cloud is idle. */
export interface RunningCloud extends JoinedCloud {
  readonly cloud: Cloud;
  /** What functions have put on event buses, in this order. Absent if it is not recorded. */
  readonly events?: readonly EventBridgeEvent[];
}

export interface TestCloud extends RunningCloud, AsyncDisposable {
  readonly events: readonly EventBridgeEvent[];
  /** Removed at the end. */
  readonly stateDir: string;
}

export interface TestCloudOptions
  extends Pick<CloudOptions, 'onLog' | 'onStateEntered' | 'faults' | 'timeScale'> {
  /** Receives each call that the role of its function does not allow; printed by default. */
  readonly onRefused?: (message: string) => void;
  /** A synthesized app; Vitest's shared one by default. */
  readonly assembly?: string;
  readonly variables?: Variables;
  /** Changes this test's own copy of the assembly before it is run. */
  readonly prepare?: (assembly: string, stateDir: string) => Promise<void>;
  /** The same, for a test that changes the template only: its functions start from the shared compile cache. */
  readonly prepareTemplate?: (assembly: string) => Promise<void>;
}

/** Starts a cloud with its own state on the shared template. Waits between attempts take no time. */
export async function startTestCloud({
  assembly,
  variables = {},
  prepare,
  prepareTemplate,
  timeScale = 0,
  faults,
  onRefused,
  ...rest
}: TestCloudOptions = {}): Promise<TestCloud> {
  const stateDir = await mkdtemp(join(tmpdir(), 'rollcall-cloud-'));
  const templateDir = join(stateDir, 'cdk.out');
  await copyAssembly(assembly ?? inject('assembly'), templateDir, { ...SMALL, ...variables });
  await prepare?.(templateDir, stateDir);
  await prepareTemplate?.(templateDir);
  // A cloud with changed functions must not use the shared ones, and without Vitest there is no shared cloud.
  if (assembly === undefined && prepare === undefined) await shareFunctions(stateDir);
  const events: EventBridgeEvent[] = [];
  const enforced = enforceRoles(await readRoles(templateDir), faults, onRefused);
  const cloud = await startCloud({
    ...rest,
    stateDir,
    templateDir,
    timeScale,
    faults: enforced,
    onEvent: (event) => void events.push(event),
  });
  return {
    cloud,
    events,
    clients: createClients(cloud),
    stateDir,
    async [Symbol.asyncDispose]() {
      await cloud.close();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

/**
 * Joins the cloud that all test files share, for tests that import files and check the results. Its functions are warm.
 * Other tests import at the same time, for other tenants.
 */
export async function joinSharedCloud(): Promise<JoinedCloud> {
  const cloud = await connectCloud(inject('sharedCloud'));
  if (cloud === undefined) throw new Error('the shared cloud does not run');
  return { cloud, clients: createClients(cloud) };
}

export interface Upload {
  /** A new tenant by default. */
  readonly tenant?: string;
  readonly type?: string;
  readonly name?: string;
  /** `rollcall-…` metadata without the prefix: `{ mode: 'create-only' }`. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** A new id for each upload by default. */
  readonly requestId?: string;
}

export interface Imported {
  readonly item: UploadedImport;
  /** Rows of results.csv, preview.csv and errors.csv; empty if the file does not exist. */
  readonly results: readonly CsvRow[];
  readonly preview: readonly CsvRow[];
  readonly errors: readonly CsvRow[];
  readonly failedRecords: Buffer | undefined;
  readonly unprocessedRecords: Buffer | undefined;
  readonly users: readonly TestUser[];
  /** MIME of the mails about this import. */
  readonly mails: readonly Buffer[];
}

export type TestUser = Readonly<Record<string, unknown>>;

/** Uploads a file as a partner would, waits for the end of the import, and gathers its results. */
export async function importFile(
  test: JoinedCloud,
  content: Buffer | string,
  upload: Upload = {},
): Promise<Imported> {
  const { tenant = newTenant() } = upload;
  const requestId = await putFile(test, content, { ...upload, tenant });
  const importId = await awaitImportId(test, tenant, requestId);
  await awaitEnd(test, importId);
  return gather(test, importId);
}

const FIRST_LOOK_MS = 50;
const LAST_LOOK_MS = 400;

/**
 * Waits until an import has its final status and its e-mail. `followImport` alone also reads the progress of each chunk ten
 * times a second, which takes more CPU time than a small import.
 */
export async function awaitEnd(test: JoinedCloud, importId: string): Promise<void> {
  // In its own cloud, a test can wait until all work is done without a look at the import.
  if ('idle' in test.cloud) await (test as RunningCloud).cloud.idle();
  const giveUpAt = Date.now() + STEP_LIMIT_MS;
  for (let pauseMs = FIRST_LOOK_MS; Date.now() < giveUpAt; pauseMs = Math.min(pauseMs * 1.3, LAST_LOOK_MS)) {
    const { status, notification } = await readImport(test.clients, importId);
    if (FINAL_STATUSES.has(status) && isMailSettled(notification)) break;
    await wait(pauseMs);
  }
  await followImport(test.clients, importId, () => undefined);
  if ('idle' in test.cloud) await (test as RunningCloud).cloud.idle();
}

/** Waits until an upload has become an import. @returns the id of the import */
export async function awaitImportId(
  { clients }: JoinedCloud,
  tenant: string,
  requestId: string,
): Promise<string> {
  const importId = await awaitImport(clients, { tenant, requestId, withinMs: STEP_LIMIT_MS });
  if (importId === undefined)
    throw new Error(`upload ${requestId} of tenant ${tenant} did not become an import`);
  return importId;
}

export function newTenant(): string {
  return `t-${randomUUID()}`;
}

/** @returns the request id by which the import is found */
export async function putFile(
  { clients }: JoinedCloud,
  content: Buffer | string,
  {
    tenant = newTenant(),
    type = 'auto',
    name = 'users.csv',
    metadata = {},
    requestId = randomUUID(),
  }: Upload,
): Promise<string> {
  const own = Object.entries(metadata).map(([key, value]) => [`rollcall-${key}`, value]);
  await clients.s3.send(
    new PutObjectCommand({
      Bucket: clients.uploadsBucket,
      Key: `partners/${tenant}/${type}/${name}`,
      // The SDK takes an empty text for a stream.
      Body: Buffer.from(content),
      Metadata: { ...Object.fromEntries(own), 'rollcall-request-id': requestId },
    }),
  );
  return requestId;
}

/** The current state, files, users and e-mails of an import. */
export async function gather(test: JoinedCloud, importId: string): Promise<Imported> {
  const item = uploadedImport(await readImport(test.clients, importId));
  const { results, preview, errors, failedRecords, unprocessedRecords } = item.files ?? {};
  const mails = await test.cloud.mails();
  return {
    item,
    results: readCsv(await readFileOf(test, results)),
    preview: readCsv(await readFileOf(test, preview)),
    errors: readCsv(await readFileOf(test, errors)),
    failedRecords: await readFileOf(test, failedRecords),
    unprocessedRecords: await readFileOf(test, unprocessedRecords),
    users: await usersOf(test, item.tenant),
    mails: mails
      .map(({ raw }) => raw)
      .filter((raw) => raw.includes(`<${importId}@`) || raw.includes(`<${importId}.question@`)),
  };
}

/** @returns undefined if the import has no such file */
export async function readFileOf(
  { clients }: JoinedCloud,
  file: ImportFile | undefined,
): Promise<Buffer | undefined> {
  if (file === undefined) return undefined;
  const answer = await clients.s3.send(
    new GetObjectCommand({ Bucket: clients.resultsBucket, Key: file.key }),
  );
  return Buffer.from((await answer.Body?.transformToByteArray()) ?? []);
}

/** The tenant's users without Rollcall's own attributes, sets as sorted lists, in the order of their keys. */
export async function usersOf({ cloud, clients }: JoinedCloud, tenant: string): Promise<readonly TestUser[]> {
  const users: TestUser[] = [];
  const pages = paginateScan(
    { client: clients.dynamo },
    {
      TableName: cloud.outputs.UsersTableName,
      FilterExpression: '#tenant = :tenant',
      ExpressionAttributeNames: { '#tenant': '_tenant' },
      ExpressionAttributeValues: { ':tenant': tenant },
    },
  );
  for await (const page of pages) users.push(...(page.Items ?? []));
  const key = (user: TestUser) => `${user.accountId} ${user.id}`;
  return users.map(plain).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

function plain(item: TestUser): TestUser {
  const own = Object.entries(item).filter(([name]) => name !== 'userKey' && !name.startsWith('_'));
  return Object.fromEntries(
    own.map(([name, value]) => [name, value instanceof Set ? [...value].sort() : value]),
  );
}
