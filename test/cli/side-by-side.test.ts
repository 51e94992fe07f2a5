import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCloud } from '../../local/cloud.ts';
import { seedState } from '../support/seed-state.ts';
import { StateWatch } from '../support/state-watch.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

interface Running {
  interrupt(): void;
  /** Resolves when these words have been on stderr. */
  says(words: string): Promise<void>;
  readonly ended: Promise<{ code: number | null; stdout: string; stderr: string }>;
}

describe('commands that run at the same time, or are interrupted', () => {
  let directory: string;
  let stateDir: string;
  let runs = 0;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-cli-'));
    stateDir = join(directory, 'state');
    await seedState(stateDir);
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  function run(command: string, subject: string, out = `out-${runs++}`, ...more: string[]): Running {
    const script = join(PROJECT, 'cli', 'rollcall.js');
    const argv = [script, command, subject, '--out', join(directory, out), '--state', stateDir, ...more];
    const running = spawn(process.execPath, argv, { cwd: PROJECT, stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    running.stderr.setEncoding('utf8').on('data', (piece: string) => said.push(piece));
    const closed = Promise.all([text(running.stdout), once(running, 'close')]);
    return {
      interrupt: () => running.kill('SIGINT'),
      async says(words) {
        while (!said.join('').includes(words)) await once(running.stderr, 'data');
      },
      ended: closed.then(([stdout, [code]]) => ({ code, stdout, stderr: said.join('') })),
    };
  }

  async function fileOf(folder: string, id: string): Promise<string> {
    await mkdir(join(directory, folder), { recursive: true });
    const file = join(directory, folder, 'users.csv');
    await writeFile(file, `accountId,id\nacme,${id}\n`);
    return file;
  }

  it('import files of the same name; the command that runs the cloud waits for the others', async () => {
    const files = await Promise.all(['ann', 'bob', 'cleo'].map((id) => fileOf(id, id)));
    const runs = files.map((file, i) => run('import', file, `side-${i}`, '--json'));
    const ends = await Promise.all(runs.map(({ ended }) => ended));
    for (const [i, { code, stdout, stderr }] of ends.entries()) {
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({ status: 'COMPLETED', counts: { records: 1, created: 1 } });
      expect(await readFile(join(directory, `side-${i}`, 'results.csv'), 'utf8')).toContain(
        ['ann', 'bob', 'cleo'][i],
      );
    }
  });

  it('say how to resume when they are interrupted, and so does the next command', async () => {
    const file = await fileOf('held', 'dan');
    const watch = new StateWatch();
    const first = watch.hold('ProcessChunk');
    const cloud = await startCloud({ stateDir, onStateEntered: watch.onStateEntered });
    const interrupted = run('import', file);
    const importId = await first.held;
    await interrupted.says('Importing');
    interrupted.interrupt();
    const state = `--state ${stateDir}`;
    const { code, stdout, stderr } = await interrupted.ended;
    expect({ code, stdout }).toEqual({ code: 130, stdout: '' });
    expect(stderr).toContain(
      `${importId} continues without this command. To cancel it: npx rollcall cancel ${importId} ${state}\n`,
    );

    const second = watch.hold('ProcessChunk');
    const left = run('import', file, undefined, '--tenant', 'other');
    const leftId = await second.held;
    await left.says('The tenant other is new on this machine.');
    await left.says('Importing');
    await cloud.close();
    const stopped = await left.ended;
    expect({ code: stopped.code, stdout: stopped.stdout }).toEqual({ code: 3, stdout: '' });
    expect(stopped.stderr).toContain(
      `has stopped it. Records that ${leftId} has imported stay imported. To resume it: npx rollcall resume ${leftId} ${state}\n`,
    );

    const next = await run('import', file).ended;
    expect(next.code).toBe(0);
    for (const id of [importId, leftId])
      expect(next.stderr).toContain(
        `${id} was interrupted when Rollcall was stopped. To resume it: npx rollcall resume ${id} ${state}\n`,
      );
  });

  it('name the import when they are interrupted just after the upload', async () => {
    const watch = new StateWatch();
    const inspecting = watch.hold('InspectFile');
    await using _cloud = await startCloud({ stateDir, onStateEntered: watch.onStateEntered });
    const interrupted = run('import', await fileOf('uploading', 'flo'));
    // The import exists from here on, whether or not the command has noticed it yet.
    const importId = await inspecting.held;
    interrupted.interrupt();
    const { code, stderr } = await interrupted.ended;
    inspecting.release();
    const unknown = await run('resume', `imp_${'0'.repeat(26)}`).ended;
    expect(unknown).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('There is no import imp_000'),
    });
    expect(code).toBe(130);
    expect(stderr).toContain('Using the cloud that runs on this machine\n');
    expect(stderr).toContain(`${importId} continues without this command.`);
    // --fresh does not delete the state that another process uses.
    const fresh = await run('import', await fileOf('fresh', 'gil'), undefined, '--fresh').ended;
    expect(fresh).toMatchObject({ code: 64, stderr: expect.stringContaining('is in use by process') });
  });

  it('check the output directory before anything else', async () => {
    const file = await fileOf('anywhere', 'eve');
    const { code, stdout, stderr } = await run('import', file, 'anywhere/users.csv', '--json').ended;
    expect({ code, error: JSON.parse(stdout).error.code }).toEqual({ code: 64, error: 'UnusableDirectory' });
    expect(stderr).toBe(`cannot write to ${file}: a file has this name, or the name of a parent directory\n`);
  });
});
