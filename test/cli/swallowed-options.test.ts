import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Command, type Option } from 'commander';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../cli/main/commands.ts';
import { runProgram } from '../../cli/main/run-program.ts';
import { exportedName, findSwallowed } from '../../cli/main/swallowed-options.ts';

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
  npm_lifecycle_script: `node cli/rollcall.js ${name}`,
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

  it('is found under the name that the installed npm exports, for every option but --format, --map and --key', async () => {
    await mkdir(join(directory, 'cli'));
    await writeFile(join(directory, 'cli', 'rollcall.js'), 'console.log(JSON.stringify(process.env))');
    const scripts = { import: 'node cli/rollcall.js import' };
    await writeFile(
      join(directory, 'package.json'),
      JSON.stringify({ name: 'x', version: '1.0.0', scripts }),
    );
    // npm takes --format for its own --format-package-lock, --map for its own -m -a -p, and the next word for a value of --key.
    const others = ['--format', '--map', '--key'];
    const flags = cases.map(([, long]) => long).filter((long) => !others.includes(long));
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

  it.each([
    [['template', 'participants', '--format', 'jsonl']],
    [['import', FILE, '--map', 'FirstName=firstName']],
    [['import', FILE, '--map=FirstName=firstName']],
  ])('is refused as an argument too many where npm exports nothing: %j', async (words) => {
    const script = ['run', '--silent', ...words];
    const failure = await run('npm', script, { cwd: PROJECT, env: OWN_ENVIRONMENT }).catch((error) => error);
    expect(failure).toMatchObject({ code: 64, stdout: '' });
    expect(failure.stderr).toContain('too many arguments');
  });

  const TRUE = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [`npm_config_${name}`, 'true']));

  it.each<[string[], Record<string, string>, string]>([
    [['import', '5%', FILE], TRUE('max_failed'), `import ${FILE} --max-failed 5%`],
    [
      ['import', FILE, 'acme', '5%'],
      TRUE('max_failed', 'tenant'),
      `import ${FILE} --max-failed 5% --tenant acme`,
    ],
    [['import', FILE], { npm_config_tenant: 'a b' }, `import ${FILE} --tenant 'a b'`],
    [['import', FILE], TRUE('tenant'), `import ${FILE} --tenant NAME`],
    [['import', FILE], { npm_config_tenant: '' }, `import ${FILE} --tenant NAME`],
    [['import', FILE, '--mode', 'upsert'], TRUE('yes'), `import ${FILE} --mode upsert --yes`],
    [
      ['import', FILE, '5%', 'acme', 'vip', 'remove'],
      TRUE('max_failed', 'tenant', 'segment', 'segment_action'),
      `import ${FILE} --max-failed 5% --tenant NAME --segment KEY --segment-action remove`,
    ],
    [['import', FILE, 'there'], TRUE('state'), `import ${FILE} --state there`],
    [['import', 'nofile.csv'], TRUE('tenant'), 'import nofile.csv --tenant NAME'],
    [['import'], TRUE('evaluate'), 'import FILE --evaluate'],
    [['import', FILE], TRUE('evalute'), `import ${FILE} --evaluate`],
    [['import', FILE], TRUE('eval'), `import ${FILE} --evaluate`],
    [['import', FILE], TRUE('jsn'), `import ${FILE} --json`],
    [['import', FILE], TRUE('dry_run'), `import ${FILE} --evaluate`],
    [['users', '5'], TRUE('limit'), 'users --limit NUMBER'],
    [['users', 'ann', '5'], TRUE('limit'), 'users ann --limit 5'],
    [
      ['tenant', 'limit', 'acme', 'syncRecords', '5', 'z'],
      TRUE('state'),
      'tenant limit acme syncRecords 5 --state z',
    ],
    [
      ['tenant', 'limit', 'acme', 'x', '5', 'z'],
      TRUE('state'),
      'tenant limit TENANT NAME NUMBER --state DIR',
    ],
    [
      ['tenant', 'add', 'acme', 'group', 'Sales', 'z'],
      TRUE('state'),
      'tenant add acme group VALUE --state DIR',
    ],
    [['tenant', 'set', 'acme', '-'], TRUE('json'), 'tenant set acme - --json'],
  ])('is put back with its value, or with a placeholder: %j %j', async (words, settings, line) => {
    const [name = ''] = words;
    expect(await runProgram(words, inScript(name, settings))).toBe(64);
    expect(written).toContain(`Type: npx rollcall ${line}\n`);
  });

  it('is refused when it belongs to another command, and the help is named', async () => {
    expect(await runProgram(['import', FILE], inScript('import', TRUE('limit')))).toBe(64);
    expect(written).toContain('`rollcall import` has no option --limit.\nHelp: npx rollcall import --help\n');
    expect(written).not.toContain('Type:');
  });

  it('--dry-run is refused with the option that does it', async () => {
    await runProgram(['import', FILE], inScript('import', TRUE('dry_run')));
    expect(written).toContain('There is no --dry-run: use --evaluate.');
    expect(await runProgram(['cancel', 'imp_1'], inScript('cancel', TRUE('dry_run')))).toBe(64);
  });

  it.each([
    ['--yes', 64],
    ['-y', 64],
  ])('%s is refused although an npmrc file has yes=false', async (flag, code) => {
    const npmrc = join(directory, 'npmrc-yes');
    await writeFile(npmrc, 'yes=false\n');
    const env = { ...OWN_ENVIRONMENT, npm_config_userconfig: npmrc };
    const script = ['run', '--silent', 'import', FILE, flag];
    const failure = await run('npm', script, { cwd: PROJECT, env }).catch((error) => error);
    expect(failure).toMatchObject({ code, stdout: '' });
    expect(failure.stderr).toContain(`Type: npx rollcall import ${FILE} --yes`);
  });

  it('is not seen in any setting of npm, except those with the name of an option', async () => {
    const { stdout } = await run('npm', ['config', 'ls', '--long', '--json'], { env: OWN_ENVIRONMENT });
    const names = Object.keys(JSON.parse(stdout)).map((name) => name.replaceAll(/[-.]/g, '_'));
    const found = await findSwallowed(inScript('import', TRUE(...names)), COMMANDS);
    expect(new Set(found.map(({ name }) => name))).toEqual(new Set(['json', 'yes', 'dry_run', 'key']));
  });

  it.each([
    ['that an npmrc file has', inScript('import', { npm_config_json: 'true', npm_config_yes: '' })],
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
    await writeFile(npm_config_userconfig, '; a comment\njson = true\nyes=false\n');
    expect(await findSwallowed({ ...environment, npm_config_userconfig }, COMMANDS)).toEqual([]);
  });
});
