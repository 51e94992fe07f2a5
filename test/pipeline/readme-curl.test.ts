import { execFile, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiTenant } from '../support/api-client.ts';
import { joinSharedCloud, usersOf } from '../support/test-cloud.ts';

const run = promisify(execFile);
const PROJECT = join(import.meta.dirname, '..', '..');
const HAS_CURL = spawnSync('curl', ['--version']).status === 0;

/** The lines of the README, as they are. */
async function linesOf(heading: string): Promise<string> {
  const readme = await readFile(join(PROJECT, 'README.md'), 'utf8');
  const [, lines] = new RegExp(`\n### ${heading}\n.*?\n\`\`\`sh\n(.*?)\`\`\``, 's').exec(readme) ?? [];
  if (lines === undefined) throw new Error(`README.md has no lines below ${heading}`);
  return lines;
}

describe('the curl lines of README.md', () => {
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-curl-'));
    await symlink(join(PROJECT, 'examples'), join(directory, 'examples'));
    await mkdir(join(directory, 'bin'));
    const standIn = join(PROJECT, 'test', 'support', 'curl.mjs');
    await writeFile(join(directory, 'bin', 'curl'), `#!/bin/sh\nexec node '${standIn}' "$@"\n`, {
      mode: 0o755,
    });
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('are five', async () => {
    const curls = (await linesOf('The API')).split('\n').filter((line) => /\bcurl\b/.test(line));
    expect(curls).toHaveLength(5);
  });

  /** A machine without curl runs the lines with a program that has the same options. */
  it.each(HAS_CURL ? ['curl', 'a program with the options of curl'] : ['a program with the options of curl'])(
    'import a file, follow it and download its errors, with %s',
    async (program) => {
      const test = await joinSharedCloud();
      const { tenant, key } = await createApiTenant(test);
      const path = [dirname(process.execPath), process.env.PATH];
      if (program !== 'curl') path.unshift(join(directory, 'bin'));
      const env = {
        ...process.env,
        PATH: path.join(delimiter),
        ROLLCALL_API: test.cloud.outputs.ApiUrl,
        ROLLCALL_API_KEY: key,
      };
      const script = ['set -euo pipefail', await linesOf('The API')].join('\n');
      const { stdout, stderr } = await run('bash', ['-c', script], { cwd: directory, env });
      expect(stderr).toBe('');
      const [view = '', ...errors] = stdout.split(/(?=\uFEFF|recordNumber,)/);
      expect(JSON.parse(view)).toMatchObject({
        tenant,
        status: 'COMPLETED_WITH_ERRORS',
        counts: { failed: 6 },
      });
      expect(errors.join('').trim().split('\n')).toHaveLength(9);
      expect(await usersOf(test, tenant)).toHaveLength(3);
    },
  );
});
