import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClients } from '../../cli/cloud/clients.ts';
import { followImport } from '../../cli/imports/follow-import.ts';
import { itemKeys } from '../../lambdas/core/naming/item-keys.ts';
import { startCloud } from '../../local/cloud.ts';
import { openForReading } from '../../local/open-for-reading.ts';
import { seedState } from '../support/seed-state.ts';
import { StateWatch } from '../support/state-watch.ts';
import { importFile, putFile } from '../support/test-cloud.ts';
import { runHere } from './support/run-here.ts';

const FILE =
  'accountId,id,email,dateCreated\nacme,ann,ann@example.com,1772444100000\nacme,b/b,bob@example.com,\n';

describe('list, status, results and users', () => {
  let directory: string;
  let stateDir: string;
  /** Two imports of tenant `one`: the first is complete, the second was interrupted before its first chunk. */
  let done: string;
  let interrupted: string;

  const run = (...argv: string[]) => runHere([...argv, '--state', stateDir]);
  const json = async (...argv: string[]) => {
    const { code, stdout, stderr } = await run(...argv, '--json');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return JSON.parse(stdout);
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-read-'));
    stateDir = join(directory, 'state');
    await seedState(stateDir);
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('say that nothing was imported, and create nothing, before the first import', async () => {
    const before = await readdir(stateDir);
    for (const command of ['list', 'users'])
      expect(await run(command, '--json')).toEqual({ code: 0, stdout: '[]\n', stderr: '' });
    const { code, stdout, stderr } = await run('list');
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toContain(
      `Nothing has been imported into ${stateDir} yet. To begin: npx rollcall import examples/participants.csv --state ${stateDir}\n`,
    );
    expect(await run('users', 'ann', '--json')).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('"NoSuchUser"'),
    });
    expect(await readdir(stateDir)).toEqual(before);
  });

  it('use the running cloud, and show a running import and its place in the queue', async () => {
    const watch = new StateWatch();
    await using cloud = await startCloud({ stateDir, onStateEntered: watch.onStateEntered });
    const test = { cloud, clients: createClients(cloud) };
    done = (await importFile(test, FILE, { tenant: 'one' })).item.importId;
    const writing = watch.hold('ProcessChunk');
    await putFile(test, FILE, { tenant: 'one', name: 'second.csv' });
    interrupted = await writing.held;
    expect(await json('list')).toMatchObject([
      { importId: interrupted, status: 'RUNNING', fileName: 'second.csv', queuePosition: 1 },
      {
        importId: done,
        status: 'COMPLETED',
        tenant: 'one',
        importType: 'participants',
        counts: { created: 2 },
      },
    ]);
    expect(await json('status', interrupted)).toMatchObject({
      progress: { phase: 'importing', records: 2, recordsDone: 0 },
      queuePosition: 1,
      isInterrupted: false,
      failedChildren: [],
    });
    const { stdout } = await run('status', interrupted);
    expect(stdout).toContain('Now: Importing\n  0 of 2 records (0 %)');
    const early = await run('results', interrupted, '--json', '--out', join(directory, 'early'));
    expect(early.code).toBe(1);
    expect(JSON.parse(early.stdout).error.message).toBe(
      `${interrupted} has no files yet: it is RUNNING. To see its progress: npx rollcall status ${interrupted} --state ${stateDir}`,
    );
  });

  it('read without a running cloud, and do not abort what was interrupted', async () => {
    for (let time = 0; time < 2; time++) {
      const { stdout } = await run('status', interrupted);
      expect(stdout).toMatch(/^RUNNING {2}second\.csv/);
      expect(stdout).toContain(
        'Not running: no cloud runs on this machine.\nTo resume it: npx rollcall resume',
      );
    }
    expect(await json('list', '--status', 'running')).toMatchObject([
      { importId: interrupted, isInterrupted: true },
    ]);
    const limited = await run('list', '--limit', '1', '--tenant', 'one');
    expect(limited.stdout).toContain(`interrupted: resume it with npx rollcall resume ${interrupted}`);
    expect(limited.stdout).not.toContain('in the queue');
    expect(limited.stdout).toContain(interrupted);
    expect(limited.stdout).not.toContain(done);
    expect(limited.stderr).toContain(
      `For more: npx rollcall list --tenant one --limit 5 --state ${stateDir}\n`,
    );
  });

  it('name the attributes of a damaged import, and list the others', async () => {
    const damage = async (fields: Record<string, unknown>) => {
      await using cloud = await openForReading(stateDir, ['dynamodb']);
      if (cloud === undefined) throw new Error('no cloud has run');
      const dynamo = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig('dynamodb')));
      const importsTable = cloud.outputs.ImportsTableName;
      const Key = itemKeys.import(interrupted);
      const { Item } = await dynamo.send(new GetCommand({ TableName: importsTable, Key }));
      await dynamo.send(new PutCommand({ TableName: importsTable, Item: { ...Item, ...fields } }));
      return Item as Record<string, unknown>;
    };
    const before = await damage({ layout: 'gone' });
    const said = `The item of ${interrupted} in the imports table is damaged. Attributes that cannot be read: layout.`;
    expect((await run('status', interrupted)).stdout).toContain(said);
    expect(await json('status', interrupted)).toMatchObject({ importId: interrupted, damaged: ['layout'] });
    await damage({ layout: 'gone', attempt: 'gone' });
    expect(await run('status', interrupted)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/Attributes that cannot be read: .*attempt/),
    });
    const listed = await run('list', '--json');
    expect(JSON.parse(listed.stdout).map(({ importId }: { importId: string }) => importId)).toEqual([done]);
    expect(listed.stderr).toContain(`The item of ${interrupted} in the imports table is damaged.`);
    await damage(before);
  });

  it('results fetches the files into a new folder', async () => {
    const out = join(directory, 'fetched');
    const { files } = await json('results', done, '--out', out);
    expect(Object.keys(files).sort()).toEqual(['email', 'results']);
    expect(await readFile(files.results, 'utf8')).toContain('1,created,ann');
    expect(await run('results', done, '--out', out)).toMatchObject({
      code: 64,
      stdout: '',
      stderr: `${out} is not empty: choose a new or empty directory for --out\n`,
    });
  });

  it('users lists them in a table, with times as ISO 8601', async () => {
    const { code, stdout } = await run('users', '--tenant', 'one');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\none {2}participants\n\naccountId {2}id +email/);
    expect(stdout).toMatch(/acme +ann +ann@example\.com +2026-03-02T09:35:00\.000Z/);
  });

  it.each([
    ['an id', 'ann', ['one/participants/acme/ann']],
    ['a whole key, with a slash in a part', 'acme/b/b', ['one/participants/acme/b%2Fb']],
    ['an e-mail address in another case', 'BOB@example.com', ['one/participants/acme/b%2Fb']],
  ])('users looks up %s', async (_, key, keys) => {
    const users: { userKey: string }[] = await json('users', key);
    expect(users.map(({ userKey }) => userKey)).toEqual(keys);
  });

  it('users continues behind the last user of a page', async () => {
    const first = await run('users', '--limit', '1', '--json');
    const [{ userKey }] = JSON.parse(first.stdout);
    expect(first.stderr).toContain(
      `For more: npx rollcall users --limit 1 --json --after ${userKey} --state ${stateDir}\n`,
    );
    const second = await json('users', '--limit', '1', '--after', userKey);
    expect(second).toHaveLength(1);
    expect(second[0].userKey).not.toBe(userKey);
  });

  it.each([
    [['zoe'], 1, 'There is no user zoe'],
    [['--type', 'workspace-users'], 0, 'There are no such users'],
    [['--after', 'x'], 64, 'A user key looks like demo/participants/acme/ann'],
  ])('users %j exits with %d when there is none', async (argv, code, message) => {
    expect(await run('users', ...argv)).toMatchObject({ code, stderr: expect.stringContaining(message) });
  });

  it('status names the child executions that failed, and why', async () => {
    await using cloud = await startCloud({ stateDir });
    await followImport(createClients(cloud), interrupted, () => undefined);
    expect(await json('status', interrupted)).toMatchObject({
      importId: interrupted,
      status: 'ABORTED',
      isInterrupted: false,
      failedChildren: [{ chunk: 0, error: 'ABORTED', message: expect.stringContaining('process') }],
    });
    const { stdout } = await run('status', interrupted);
    expect(stdout).toContain('Failed child executions\n  chunk 0: ABORTED: ');
    expect(stdout).toContain('To resume it: npx rollcall resume');
  });
});
