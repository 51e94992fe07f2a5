import { execFile } from 'node:child_process';
import { appendFile, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { folderLooks, PATIENT_LOOKS, UNCHANGED_LOOKS } from '../../../cli/start/watch-folder.ts';
import { parseUploadKey } from '../../../lambdas/core/naming/upload-key.ts';
import { clientConfig, credentials } from '../../../local/client-config.ts';
import { type S3, startS3 } from '../../../local/s3/start-s3.ts';

const REGION = 'eu-central-1';
const run = promisify(execFile);

let directory: string;
let service: S3;
let s3: S3Client;
/** The keys of the objects that S3 sent an event about. */
const uploaded: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
  service = await startS3({
    directory: join(directory, 's3'),
    buckets: [{ name: 'uploads', emitsEvents: true, cors: [] }],
    region: REGION,
    accountId: '000000000000',
    port: 0,
    now: () => new Date(),
    onEvent: ({ detail }) => uploaded.push((detail as { object: { key: string } }).object.key),
  });
  s3 = new S3Client(clientConfig(service.endpoint, REGION));
});
afterAll(async () => {
  s3.destroy();
  await service.close();
  await rm(directory, { recursive: true, force: true });
});

describe('the watched folder', () => {
  const root = () => join(directory, 'drop');
  const folder = () => join(root(), 'acme', 'participants');
  const said: string[] = [];
  let look: () => Promise<void>;
  beforeEach(async () => {
    await mkdir(folder(), { recursive: true });
    isDelivered = true;
    look = watched();
  });
  afterEach(async () => {
    uploaded.length = 0;
    said.length = 0;
    await rm(root(), { recursive: true, force: true });
  });

  /** A process that watches the folder. */
  const watched = (client = s3) =>
    folderLooks({ directory: root(), s3: client, uploadsBucket: 'uploads', hasImport }, (line) =>
      said.push(line),
    );
  /** Whether the events have become imports. */
  let isDelivered = true;
  const hasImport = async () => isDelivered;
  const looks = async (count: number) => {
    for (let i = 0; i < count; i++) await look();
  };
  const textOf = async (Key = '') =>
    (await s3.send(new GetObjectCommand({ Bucket: 'uploads', Key }))).Body?.transformToString();

  it('uploads a complete file of a tenant and a type, and moves it to done', async () => {
    await writeFile(join(folder(), 'users.csv'), 'id\nu1\n');
    await looks(UNCHANGED_LOOKS + 2);
    expect(uploaded.map(parseUploadKey)).toEqual([
      { tenant: 'acme', importType: 'participants', fileName: 'users.csv' },
    ]);
    expect(await textOf(uploaded[0])).toBe('id\nu1\n');
    expect(await readdir(folder())).toEqual(['done']);
    expect(await readdir(join(folder(), 'done'))).toEqual(['users.csv']);
    const head = await s3.send(new HeadObjectCommand({ Bucket: 'uploads', Key: uploaded[0] }));
    expect(head.Metadata).toEqual({ 'rollcall-request-id': expect.stringMatching(/^watch-[0-9a-f]{24}$/) });
    expect(said).toEqual([expect.stringMatching(/users\.csv uploaded as participants of acme, moved to /)]);
  });

  it('lets the type of a file directly under its tenant be recognised', async () => {
    await writeFile(join(root(), 'acme', 'users.csv'), 'id\n');
    await looks(UNCHANGED_LOOKS);
    expect(uploaded.map(parseUploadKey)).toEqual([
      { tenant: 'acme', importType: 'auto', fileName: 'users.csv' },
    ]);
  });

  it('waits while a file grows, and uploads it whole', async () => {
    const file = join(folder(), 'users.csv');
    for (let part = 0; part < 2 * UNCHANGED_LOOKS; part++) {
      await appendFile(file, `u${part}\n`);
      await looks(UNCHANGED_LOOKS - 1);
      expect(uploaded).toEqual([]);
    }
    await look();
    expect(uploaded).toHaveLength(1);
    expect((await textOf(uploaded[0]))?.split('\n')).toHaveLength(2 * UNCHANGED_LOOKS + 1);
  });

  it.each(['users.csv.part', '.users.csv', 'users.csv.filepart', 'users.csv.tmp', '~users.csv'])(
    'leaves %s alone, and takes it when it is renamed',
    async (name) => {
      await writeFile(join(folder(), name), 'id\n');
      await looks(UNCHANGED_LOOKS + 1);
      expect(uploaded).toEqual([]);
      await rename(join(folder(), name), join(folder(), 'users.csv'));
      await looks(UNCHANGED_LOOKS);
      expect(uploaded).toHaveLength(1);
    },
  );

  it.each(['users.csv.lock', '.~lock.users.csv#'])('leaves users.csv alone while %s exists', async (lock) => {
    await writeFile(join(folder(), 'users.csv'), 'id\n');
    await writeFile(join(folder(), lock), '');
    await looks(UNCHANGED_LOOKS + 1);
    expect(uploaded).toEqual([]);
    await rm(join(folder(), lock));
    await looks(UNCHANGED_LOOKS);
    expect(uploaded).toHaveLength(1);
  });

  it('uploads nothing twice when the process ended between the upload and the move', async () => {
    await writeFile(join(folder(), 'users.csv'), 'id\nu1\n');
    // `done` cannot be made: a file has its name.
    await writeFile(join(folder(), 'done'), '');
    await looks(UNCHANGED_LOOKS + 1);
    expect(uploaded).toHaveLength(1);
    expect(said).toEqual([expect.stringContaining('could not be uploaded and is tried again')]);
    await rm(join(folder(), 'done'));
    look = watched();
    await looks(UNCHANGED_LOOKS);
    expect(uploaded).toHaveLength(1);
    expect(await readdir(join(folder(), 'done'))).toEqual(['users.csv']);
  });

  it('waits after a restart for the import of its upload, and uploads again if none comes', async () => {
    await writeFile(join(folder(), 'users.csv'), 'id\nu1\n');
    await writeFile(join(folder(), 'done'), '');
    await looks(UNCHANGED_LOOKS);
    await rm(join(folder(), 'done'));
    isDelivered = false;
    look = watched();
    await looks(UNCHANGED_LOOKS + PATIENT_LOOKS - 1);
    expect(uploaded).toHaveLength(1);
    expect(await readdir(folder())).toEqual(['users.csv']);
    await look();
    expect(uploaded).toHaveLength(2);
    expect(new Set(uploaded).size).toBe(1);
    expect(await readdir(join(folder(), 'done'))).toEqual(['users.csv']);
  });

  it('uploads another file of the same name, and keeps both', async () => {
    for (const content of ['id\nu1\n', 'id\nu2\n']) {
      await writeFile(join(folder(), 'users.csv'), content);
      await looks(UNCHANGED_LOOKS);
    }
    expect(uploaded).toHaveLength(2);
    expect(await readdir(join(folder(), 'done'))).toHaveLength(2);
  });

  it('uploads a file again that changed while it was uploaded', async () => {
    const file = join(folder(), 'users.csv');
    await writeFile(file, 'id\nu1\n');
    const slow = new S3Client(clientConfig(service.endpoint, REGION));
    slow.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (commandName === 'PutObjectCommand' && uploaded.length === 0) await appendFile(file, 'u2\n');
          return next(args);
        },
      { step: 'initialize' },
    );
    look = watched(slow);
    await looks(UNCHANGED_LOOKS);
    expect(said).toEqual([expect.stringContaining('changed while it was uploaded')]);
    expect(await readdir(folder())).toEqual(['users.csv']);
    await looks(UNCHANGED_LOOKS);
    expect(await Promise.all(uploaded.map(textOf))).toEqual(['id\nu1\n', 'id\nu1\nu2\n']);
    expect(await readdir(folder())).toEqual(['done']);
    slow.destroy();
  });

  it('reports an upload that fails once, and repeats it', async () => {
    const closed = new S3Client({ ...clientConfig('http://127.0.0.1:1', REGION), maxAttempts: 1 });
    await writeFile(join(folder(), 'users.csv'), 'id\n');
    look = watched(closed);
    await looks(UNCHANGED_LOOKS + 2);
    expect(said).toHaveLength(1);
    expect(await readdir(folder())).toEqual(['users.csv']);
    closed.destroy();
  });

  it('ignores files without a tenant, names that are none, and links', async () => {
    await writeFile(join(root(), 'users.csv'), 'id\n');
    await mkdir(join(root(), 'not a tenant', 'participants'), { recursive: true });
    await writeFile(join(root(), 'not a tenant', 'participants', 'users.csv'), 'id\n');
    await symlink(join(root(), 'users.csv'), join(folder(), 'linked.csv'));
    await looks(UNCHANGED_LOOKS + 1);
    expect(uploaded).toEqual([]);
  });

  it('uploads an empty file, so that its sender is told', async () => {
    await writeFile(join(folder(), 'users.csv'), '');
    await looks(UNCHANGED_LOOKS);
    expect(uploaded).toHaveLength(1);
  });
});

it('examples/upload-as-partner.mjs uploads a file to the prefix of its partner', async () => {
  const file = 'examples/participants.csv';
  const { stdout } = await run(
    process.execPath,
    ['examples/upload-as-partner.mjs', 'uploads', 'acme', 'participants', file, 'export-1'],
    {
      env: {
        ...process.env,
        AWS_REGION: REGION,
        AWS_ENDPOINT_URL_S3: service.endpoint,
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      },
    },
  );
  const { key, etag, requestId } = JSON.parse(stdout);
  expect(key).toBe('partners/acme/participants/participants.csv');
  expect(requestId).toBe('export-1');
  const { Metadata, ETag } = await s3.send(new HeadObjectCommand({ Bucket: 'uploads', Key: key }));
  expect(Metadata).toEqual({ 'rollcall-request-id': 'export-1' });
  expect(ETag).toBe(etag);
});
