import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../cli/main/commands.ts';
import { runProgram } from '../../cli/main/run-program.ts';
import { EXIT_CODE_MEANINGS } from '../../cli/program/exit-codes.ts';

const PROJECT = join(import.meta.dirname, '..', '..');
const FILE = join(PROJECT, 'examples', 'participants.csv');
const ID = `imp_${'0'.repeat(26)}`;

describe('the command line', () => {
  let stderr = '';
  let stdout = '';
  beforeEach(() => {
    stderr = '';
    stdout = '';
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      stderr += String(text);
      return true;
    });
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
      stdout += String(text);
      return true;
    });
  });
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it.each<[string, string[], string, string]>([
    ['no command', [], 'Choose a command', 'import FILE'],
    ['a misspelt command', ['imprt', 'x.csv'], "unknown command 'imprt'", 'import x.csv'],
    [
      'a file in place of a command',
      ['examples/participants.csv', '--json'],
      "unknown command 'examples",
      'import examples/participants.csv --json',
    ],
    ['no file', ['import'], "missing required argument 'file'", 'import examples/participants.csv'],
    ['no import id', ['status'], "missing required argument 'import id'", 'status imp_'],
    ['a malformed import id', ['resume', 'users.csv'], 'An import id looks like imp_', 'resume imp_ID'],
    ['a misspelt option', ['list', '--tennant', 'a b'], "unknown option '--tennant'", "list --tenant 'a b'"],
    [
      'a misspelt option with =',
      ['list', '--tennant=demo'],
      "unknown option '--tennant",
      'list --tenant=demo',
    ],
    [
      'an option of another command',
      ['cancel', ID, '--evaluate'],
      "unknown option '--evaluate'",
      'cancel imp_',
    ],
    ['an option before the command', ['--json', 'list'], "unknown option '--json'", 'list'],
    ['too many arguments', ['cancel', ID, ID], 'too many arguments', 'cancel imp_'],
    ['a value for a switch', ['list', '--json=true'], "unknown option '--json=true'", 'list --json'],
    ['a wrong status', ['list', '--status', 'complete'], 'Allowed choices are', 'list --status COMPLETED'],
    ['a misspelt kind', ['tenant', 'add', 'acme', 'grop', 'x'], "'grop' is not", 'tenant add acme group x'],
    ['no kind', ['tenant', 'add', 'acme'], 'missing required', 'tenant add acme KIND VALUE'],
    ['a wrong limit', ['tenant', 'limit', 'demo', 'foo', '3'], "'foo' is not", 'tenant limit demo NAME 3'],
    ['a misspelt type', ['template', 'participnts'], 'Allowed choices', 'template participants'],
    [
      'a misspelt mode',
      ['import', FILE, '--mode', 'create_only'],
      "'create_only'",
      `import ${FILE} --mode create-only`,
    ],
    [
      'a misspelt import type',
      ['import', FILE, '--type=participant'],
      "'participant'",
      `import ${FILE} --type=participants`,
    ],
    [
      'an evaluation to confirm',
      ['import', FILE, '--evaluate', '--confirm'],
      'writes nothing',
      `import ${FILE} --evaluate\n`,
    ],
    [
      'a missing file',
      ['import', 'nofile.csv', '--evaluate'],
      'There is no file nofile.csv.\n',
      'import FILE --evaluate',
    ],
    ['an option without a file', ['import', '--evaluate'], 'missing required', 'import FILE --evaluate'],
    [
      'an option without its value',
      ['import', FILE, '--tenant'],
      'argument missing',
      `import ${FILE} --tenant NAME`,
    ],
    ['an option that confirm does not need', ['confirm', ID, '--yes'], "'--yes'", `confirm ${ID}\n`],
    [
      'a format without its option',
      ['template', 'participants', 'jsonl'],
      'too many',
      'template participants --format jsonl',
    ],
    ['help of a misspelt command', ['help', 'imprt'], "There is no command 'imprt'.", 'help import'],
    [
      'a key without its file',
      ['import', '--api', 'https://api.example.com/v1', '--key', 'secret'],
      'missing required',
      'import FILE --api https://api.example.com/v1 --key KEY\n',
    ],
    [
      'options of other commands with values',
      ['start', '--api', 'https://api.example.com/v1', '--key', 'secret', '--open'],
      "unknown option '--api'",
      'start --open\n',
    ],
    ['a limit that is not a number', ['users', '--limit', 'many'], 'Expected a whole number from 1', 'users'],
  ])('exits with 64 for %s, says what is wrong and what to type', async (_, argv, message, line) => {
    expect(await runProgram(argv)).toBe(64);
    expect(stderr).toContain(message);
    expect(stderr).toContain(`npx rollcall ${line}`);
    // With `--json`, the error is on stdout as well.
    expect(stdout === '').toBe(!argv.includes('--json'));
  });

  it.each(Object.keys(COMMANDS))('%s --help shows examples, and exits with 0', async (name) => {
    expect(await runProgram([name, '--help'])).toBe(0);
    expect(stdout).toContain(`Usage: rollcall ${name} `);
    expect(stdout).toContain(`Examples:\n  npx rollcall ${name}`);
    const shown = stdout;
    stdout = '';
    expect(await runProgram(['help', name])).toBe(0);
    expect(stdout).toBe(shown);
  });

  it.each([
    ['an unknown option', ['import', FILE, '--colour']],
    ['a word too many', ['import', FILE, 'evaluation']],
  ])('proposes no plain import for %s', async (_, argv) => {
    expect(await runProgram(argv)).toBe(64);
    expect(stderr).not.toContain('Type:');
  });

  it.each(Object.keys(COMMANDS))('%s prints a usage error as JSON as well, with --json', async (name) => {
    expect(await runProgram([name, '--json', '--nonsense'])).toBe(64);
    expect(JSON.parse(stdout)).toEqual({
      error: { code: 'WrongUsage', message: expect.stringContaining('--nonsense') },
    });
    expect(stderr).toContain('--nonsense');
  });

  it('has the same exit codes in the help and in both READMEs', async () => {
    const table = EXIT_CODE_MEANINGS.map(([code, meaning]) => `| ${code} | ${meaning} |`).join('\n');
    for (const file of ['README.md', 'cli/README.md'])
      expect(await readFile(join(PROJECT, file), 'utf8')).toContain(`|---|---|\n${table}\n\n`);
    await runProgram(['--help']);
    for (const [code, meaning] of EXIT_CODE_MEANINGS)
      expect(stdout).toMatch(new RegExp(`^ +${code} +${meaning}$`, 'm'));
  });

  it.each(Object.keys(COMMANDS))('%s has --json', async (name) => {
    await runProgram([name, '--help']);
    expect(stdout).toContain('  --json ');
  });

  it('--help lists every command', async () => {
    expect(await runProgram(['--help'])).toBe(0);
    for (const [name, { summary }] of Object.entries(COMMANDS))
      expect(stdout).toMatch(new RegExp(`^ {2}${name} +${summary}$`, 'm'));
  });

  it('--version prints the version', async () => {
    expect(await runProgram(['--version'])).toBe(0);
    expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
