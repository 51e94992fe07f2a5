import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedState } from '../support/seed-state.ts';

const PROJECT = join(import.meta.dirname, '..', '..');

interface Run {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

describe('rollcall import', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-cli-'));
    await seedState(join(directory, 'state'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  const run = (...argv: string[]): Promise<Run> => runCommand('import', ...argv);
  const runCommand = (name: string, ...argv: string[]): Promise<Run> =>
    new Promise((resolve) => {
      const command = [
        join(PROJECT, 'cli', 'rollcall.js'),
        name,
        ...argv,
        '--state',
        join(directory, 'state'),
      ];
      execFile(process.execPath, command, { cwd: PROJECT }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
      );
    });

  it('--json prints one JSON object and nothing else, and a failed record makes it exit with 1', async () => {
    const out = join(directory, 'out with blanks');
    const file = join(PROJECT, 'examples', 'participants-with-mistakes.csv');
    const { code, stdout, stderr } = await run(file, '--json', '--out', out);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
    const summary = JSON.parse(stdout);
    expect(summary).toMatchObject({
      importId: expect.stringMatching(/^imp_/),
      status: 'COMPLETED_WITH_ERRORS',
      counts: { records: 9, created: 3, updated: 0, unchanged: 0, failed: 6, warnings: 2 },
    });
    expect((await readdir(out)).sort()).toEqual([
      'email.eml',
      'errors.csv',
      'failed-records.csv',
      'results.csv',
    ]);
    for (const path of Object.values<string>(summary.files)) expect(await readFile(path)).not.toHaveLength(0);
  });

  it('prints a summary, and finds the users of the previous import', async () => {
    const out = join(directory, 'second');
    const file = join(directory, 'three good ones.csv');
    const rows = (await readFile(join(PROJECT, 'examples', 'participants-with-mistakes.csv'), 'utf8')).split(
      '\n',
    );
    await writeFile(file, `${[rows[0], rows[1], rows[5], rows[9]].join('\n')}\n`);
    const { code, stdout, stderr } = await run(file, '--out', out);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^\nCOMPLETED {2}three good ones\.csv {2}imp_/);
    expect(stdout).toMatch(/unchanged +3\n/);
    expect(stdout).toContain(`Files in ${out}/\n  results.csv  one row for each record\n`);
    // Without a terminal: lines, not a bar.
    expect(stderr).toContain('Importing 3 records');
    expect(stderr).not.toContain('\u001b');
  });

  it('--confirm without a terminal shows the preview, writes no users and says how to confirm', async () => {
    const out = join(directory, 'asked');
    const file = join(directory, 'one new.csv');
    await writeFile(file, 'accountId,id\nacme,new\n');
    const { code, stdout, stderr } = await run(file, '--confirm', '--out', out);
    expect(code).toBe(4);
    expect(stderr).toContain(
      'This import needs a confirmation, but there is no terminal.\nThe import still waits for a confirmation.\nTo confirm it: npx rollcall confirm imp_',
    );
    expect(stdout).toMatch(/^\nAWAITING_CONFIRMATION {2}one new\.csv/);
    expect(await readFile(join(out, 'preview.csv'), 'utf8')).toContain('1,created,acme,new,');
    expect((await readdir(out)).sort()).toEqual(['preview.csv']);
    const [importId = ''] = /imp_\w+/.exec(stdout) ?? [];
    const listed = await runCommand('list', '--limit', '1');
    expect(listed.stdout).toContain(`${importId}  AWAITING_CONFIRMATION`);
    expect(listed.stdout).not.toContain('interrupted');
    const agreed = await runCommand('confirm', importId, '--out', join(directory, 'confirmed'));
    expect({ code: agreed.code, stdout: agreed.stdout }).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/created +1\n/),
    });
  });

  it('exits with 2 for a rejected file, and --fresh has deleted the earlier imports', async () => {
    const file = join(directory, 'empty.csv');
    await writeFile(file, '');
    const { code, stdout } = await run(file, '--json', '--fresh', '--out', join(directory, 'third'));
    expect(code).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({
      status: 'REJECTED',
      code: 'EMPTY_FILE',
      message: expect.stringContaining('empty'),
    });
    const executions = await readdir(join(directory, 'state', 'executions', 'executions'), {
      recursive: true,
    });
    expect(executions.filter((name) => name.endsWith('.json'))).toHaveLength(1);
  });
});
