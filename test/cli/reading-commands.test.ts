import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClients } from '../../cli/clients.ts';
import { followImport } from '../../cli/follow-import.ts';
import { startCloud } from '../../local/cloud.ts';
import { seedState } from '../support/seed-state.ts';
import { StateWatch } from '../support/state-watch.ts';
import { importFile, putFile } from '../support/test-cloud.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const FILE =
  'accountId,id,email,dateCreated\nacme,ann,ann@example.com,1772444100000\nacme,b/b,bob@example.com,\n';

describe('list, status, results and users', () => {
  let directory: string;
  let stateDir: string;
  /** Two imports of tenant `one`: the first is complete, the second was interrupted before its first chunk. */
  let done: string;
  let interrupted: string;

  const run = (...argv: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      const command = [join(PROJECT, 'cli', 'rollcall.js'), ...argv, '--state', stateDir];
      execFile(process.execPath, command, { cwd: PROJECT }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });
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
    const { code, stdout, stderr } = await run('list', '--json');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain('Nothing has been imported');
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
  });

  it('read without a running cloud, and do not abort what was interrupted', async () => {
    for (let time = 0; time < 2; time++) {
      const { stdout } = await run('status', interrupted);
      expect(stdout).toMatch(/^RUNNING {2}second\.csv/);
      expect(stdout).toContain(
        'Not running: no cloud runs on this machine.\nTo resume it: npx rollcall resume',
      );
    }
    expect(await json('list', '--status', 'RUNNING')).toMatchObject([
      { importId: interrupted, isInterrupted: true },
    ]);
    const limited = await run('list', '--limit', '1');
    expect(limited.stdout).toContain(interrupted);
    expect(limited.stdout).not.toContain(done);
    expect(limited.stderr).toContain('There are more: use --limit 5');
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
    expect(first.stderr).toContain(`For more: npx rollcall users --limit 1 --json --after ${userKey}`);
    const second = await json('users', '--limit', '1', '--after', userKey);
    expect(second).toHaveLength(1);
    expect(second[0].userKey).not.toBe(userKey);
  });

  it.each([
    ['status', [`imp_${'0'.repeat(26)}`], 'There is no import imp_000'],
    ['results', [`imp_${'0'.repeat(26)}`], 'There is no import imp_000'],
    ['users', ['zoe'], 'There is no user zoe'],
    ['users', ['--type', 'workspace-users'], 'There are no such users'],
  ])('%s %j exits with 1 when there is none', async (command, argv, message) => {
    expect(await run(command, ...argv)).toMatchObject({ code: 1, stderr: expect.stringContaining(message) });
  });

  it('status names the child executions that failed, and why', async () => {
    await using cloud = await startCloud({ stateDir });
    await followImport(createClients(cloud), interrupted, () => undefined);
    expect(await json('status', interrupted)).toMatchObject({
      item: { status: 'ABORTED' },
      isInterrupted: false,
      failedChildren: [{ chunk: 0, error: 'ABORTED', message: expect.stringContaining('process') }],
    });
    const { stdout } = await run('status', interrupted);
    expect(stdout).toContain('Failed child executions\n  chunk 0: ABORTED: ');
    expect(stdout).toContain('To resume it: npx rollcall resume');
  });
});
