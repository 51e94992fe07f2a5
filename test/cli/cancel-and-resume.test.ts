import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCloud } from '../../local/cloud.ts';
import { seedState } from '../support/seed-state.ts';
import { StateWatch } from '../support/state-watch.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const FILE = 'accountId,id,firstName\nacme,ann,Ann\nacme,bob,Bob\n';

describe('commands about one import', () => {
  let directory: string;
  let stateDir: string;
  let file: string;
  let runs = 0;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-cli-'));
    stateDir = join(directory, 'state');
    file = join(directory, 'users.csv');
    await seedState(stateDir);
    await writeFile(file, FILE);
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const run = (command: string, subject: string, ...more: string[]) =>
    new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
      // Each run has a folder of its own: one that is not empty is refused.
      const out = join(directory, `out-${runs++}`);
      const argv = [
        join(PROJECT, 'cli', 'rollcall.js'),
        command,
        subject,
        '--json',
        '--state',
        stateDir,
        ...(command === 'status' ? [] : ['--out', out]),
        ...more,
      ];
      execFile(process.execPath, argv, { cwd: PROJECT }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });

  it('use the cloud that another process runs: import, cancel, resume', async () => {
    const watch = new StateWatch();
    await using _cloud = await startCloud({ stateDir, onStateEntered: watch.onStateEntered });
    const writing = watch.hold('ProcessChunk');
    const importing = run('import', file);
    const importId = await writing.held;
    const cancelling = run('cancel', importId);
    const [imported, cancelled] = await Promise.all([importing, cancelling]);
    writing.release();
    for (const { code, stdout, stderr } of [imported, cancelled]) {
      expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
      expect(JSON.parse(stdout)).toMatchObject({ importId, status: 'CANCELLED' });
    }
    const resumed = await run('resume', importId);
    expect({ code: resumed.code, stderr: resumed.stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(resumed.stdout)).toMatchObject({
      importId,
      status: 'COMPLETED',
      counts: { records: 2, created: 2 },
      files: { email: expect.stringMatching(/email\.eml$/) },
    });
    const late = await run('cancel', importId);
    expect(late.code).toBe(1);
    expect(JSON.parse(late.stdout)).toMatchObject({ error: { code: 'AlreadyEnded' } });
    const again = await run('resume', importId);
    expect(again.code).toBe(1);
    expect(JSON.parse(again.stdout)).toMatchObject({ error: { code: 'NotResumable' } });
    const confirmed = await run('confirm', importId);
    expect(confirmed.code).toBe(1);
    expect(JSON.parse(confirmed.stdout)).toMatchObject({ error: { code: 'NotWaiting' } });
  });

  it('resume starts a cloud when none runs, and finds the import of a killed process', async () => {
    const held = spawn(process.execPath, [join(import.meta.dirname, 'fixtures', 'held-cloud.ts'), stateDir], {
      cwd: PROJECT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface(held.stdout)[Symbol.asyncIterator]();
    expect((await lines.next()).value).toBe('runs');
    const importing = run('import', file);
    const importId = String((await lines.next()).value);
    held.kill('SIGKILL');
    await once(held, 'exit');
    expect((await importing).code).toBe(3);
    const resumed = await run('resume', importId);
    expect({ code: resumed.code, stderr: resumed.stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(resumed.stdout)).toMatchObject({
      importId,
      status: 'COMPLETED',
      counts: { unchanged: 2 },
    });
  });

  it('import leaves a file to be confirmed later when there is no terminal: confirm starts a cloud when none runs', async () => {
    await using cloud = await startCloud({ stateDir });
    const asking = await run('import', file, '--confirm');
    expect(asking.code).toBe(4);
    const { importId } = JSON.parse(asking.stdout);
    const waiting = await run('resume', importId);
    expect(waiting).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('this import is AWAITING_CONFIRMATION'),
    });
    await cloud.close();
    const [paused, stillWaiting] = [await run('status', importId), await run('resume', importId)];
    expect(JSON.parse(paused.stdout)).toMatchObject({ isInterrupted: false, isPaused: true });
    expect(stillWaiting).toMatchObject({ code: 1, stderr: waiting.stderr });
    const confirmed = await run('confirm', importId);
    expect({ code: confirmed.code, stderr: confirmed.stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(confirmed.stdout)).toMatchObject({ importId, status: 'COMPLETED' });
  });

  it.each(['resume', 'cancel', 'confirm', 'status', 'results'])(
    '%s explains an unknown import, with --json on stdout as well',
    async (command) => {
      const id = `imp_${'0'.repeat(26)}`;
      const message = `There is no import ${id}. To see all imports: npx rollcall list --state ${stateDir}`;
      expect(await run(command, id)).toEqual({
        code: 1,
        stdout: `${JSON.stringify({ error: { code: 'NoSuchImport', message } })}\n`,
        stderr: `${message}\n`,
      });
    },
  );

  it('explain a malformed import id', async () => {
    expect(await run('cancel', 'users.csv')).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('imp_'),
    });
  });
});
