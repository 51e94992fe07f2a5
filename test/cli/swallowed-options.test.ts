import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Command, type Option } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../cli/program/commands.ts';
import { runProgram } from '../../cli/program/run-program.ts';
import { exportedName, findSwallowed } from '../../cli/program/swallowed-options.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const FILE = join(PROJECT, 'examples', 'participants.csv');
const run = promisify(execFile);

/** Every option of every command: a new one is tested without a change here. */
const OPTIONS = (
  await Promise.all(
    Object.entries(COMMANDS).map(async ([name, { load }]) => {
      const command = new Command(name);
      (await load()).define(command);
      const options = [command, ...command.commands].flatMap(({ options }) => options);
      return options.map((option): [string, Option] => [name, option]);
    }),
  )
).flat();

const inScript = (name: string, settings: Readonly<Record<string, string>>) => ({
  npm_lifecycle_event: name,
  npm_lifecycle_script: `node cli/rollcall.ts ${name}`,
  ...settings,
});

/** Vitest itself may have been started by npm. */
const OWN_ENVIRONMENT = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)),
);

describe('an option that npm did not pass', () => {
  let written = '';
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-npm-'));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));
  beforeEach(() => {
    written = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const cases = OPTIONS.filter(([, { negate }]) => !negate).map(
    ([name, option]): [string, string, Option] => [name, option.long ?? '', option],
  );
  it.each(cases)('npm run %s … %s exits with 64 and prints the line to type', async (name, long, option) => {
    const environment = inScript(name, { [`npm_config_${exportedName(option)}`]: 'true' });
    expect(await runProgram([name, 'FILE'], environment)).toBe(64);
    expect(written).toContain(`npm did not pass ${long} to rollcall, so nothing was done.\n`);
    expect(written).toMatch(new RegExp(`^Type: npx rollcall ${name} .*${long}`, 'm'));
  });

  it('is found under the name that the installed npm exports, for every option but --format', async () => {
    await mkdir(join(directory, 'cli'));
    await writeFile(join(directory, 'cli', 'rollcall.ts'), 'console.log(JSON.stringify(process.env))');
    const scripts = { import: 'node cli/rollcall.ts import' };
    await writeFile(
      join(directory, 'package.json'),
      JSON.stringify({ name: 'x', version: '1.0.0', scripts }),
    );
    // npm takes --format for its own --format-package-lock, and exports nothing.
    const flags = cases.map(([, long]) => long).filter((long) => long !== '--format');
    const env = { ...OWN_ENVIRONMENT, npm_config_userconfig: join(directory, 'none') };
    const { stdout } = await run('npm', ['run', '--silent', 'import', ...flags], { cwd: directory, env });
    const found = await findSwallowed(JSON.parse(stdout), COMMANDS);
    expect(new Set(found.map(({ option }) => option?.long))).toEqual(new Set(flags));
  });

  it('stops the real npm script before it does anything', async () => {
    const state = join(directory, 'state');
    const script = ['run', '--silent', 'import', FILE, '--evaluate', `--state=${state}`];
    const failure = await run('npm', script, { cwd: PROJECT, env: OWN_ENVIRONMENT }).catch((error) => error);
    expect(failure).toMatchObject({ code: 64, stdout: '' });
    expect(failure.stderr).toContain(`Type: npx rollcall import ${FILE} `);
    for (const option of ['--evaluate', `--state ${state}`]) expect(failure.stderr).toContain(option);
    expect(existsSync(state)).toBe(false);
  });

  it('is refused as an argument too many where npm exports nothing', async () => {
    const script = ['run', '--silent', 'template', 'participants', '--format', 'jsonl'];
    const failure = await run('npm', script, { cwd: PROJECT, env: OWN_ENVIRONMENT }).catch((error) => error);
    expect(failure).toMatchObject({ code: 64, stdout: '' });
    expect(failure.stderr).toContain('too many arguments');
  });

  it.each([
    [['5%', FILE], { npm_config_max_failed: 'true' }, `import ${FILE} --max-failed 5%`],
    [
      [FILE, 'acme', '5%'],
      { npm_config_max_failed: 'true', npm_config_tenant: 'true' },
      `import ${FILE} --max-failed 5% --tenant acme`,
    ],
    [[FILE], { npm_config_tenant: 'a b' }, `import ${FILE} --tenant 'a b'`],
    [[FILE], { npm_config_tenant: 'true' }, `import ${FILE} --tenant NAME`],
    [[FILE, '--mode', 'upsert'], { npm_config_yes: 'true' }, `import ${FILE} --mode upsert --yes`],
  ])('is put back with its value: %j %j', async (words, settings, line) => {
    expect(await runProgram(['import', ...words], inScript('import', settings))).toBe(64);
    expect(written).toContain(`Type: npx rollcall ${line}\n`);
  });

  it('is refused when it is misspelt, and when it belongs to another command', async () => {
    for (const name of ['evalute', 'limit'])
      expect(await runProgram(['import', FILE], inScript('import', { [`npm_config_${name}`]: 'true' }))).toBe(
        64,
      );
  });

  it.each([
    ['that an npmrc file has', inScript('import', { npm_config_json: 'true' })],
    [
      'of npm',
      inScript('import', {
        npm_config_loglevel: 'silent',
        npm_config_foreground_scripts: 'true',
        npm_config_audit: '',
      }),
    ],
    ['under npx', { npm_lifecycle_event: 'npx', npm_lifecycle_script: "'rollcall'", npm_config_yes: 'true' }],
    [
      'in a script of another package',
      { ...inScript('import', { npm_config_json: 'true' }), npm_lifecycle_script: 'import.js' },
    ],
  ])('is not seen in a setting %s', async (_, environment) => {
    const npm_config_userconfig = join(directory, 'npmrc');
    await writeFile(npm_config_userconfig, '; a comment\njson = true\n');
    expect(await findSwallowed({ ...environment, npm_config_userconfig }, COMMANDS)).toEqual([]);
  });
});
