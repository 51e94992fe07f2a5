import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../cli/program/commands.ts';
import { runProgram } from '../../cli/program/run-program.ts';

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
    ['a malformed import id', ['resume', 'users.csv'], 'an import id looks like imp_', 'resume imp_'],
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
    ['a limit that is not a number', ['users', '--limit', 'many'], 'Expected a whole number from 1', 'users'],
  ])('exits with 64 for %s, says what is wrong and what to type', async (_, argv, message, line) => {
    expect(await runProgram(argv)).toBe(64);
    expect(stderr).toContain(message);
    expect(stderr).toContain(`npx rollcall ${line}`);
    expect(stdout).toBe('');
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
