import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { complete } from '../../cli/completion/complete.ts';
import { rememberImports } from '../../cli/completion/remembered-imports.ts';
import { SHELLS, shellScript } from '../../cli/completion/shell-scripts.ts';
import type { ShownImport } from '../../cli/imports/shown-import.ts';
import { COMMANDS } from '../../cli/main/commands.ts';
import { storeCredential } from '../../cli/remote/credentials.ts';

const run = promisify(execFile);
const ID = 'imp_01kakr5e3h0000000000000000';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'rollcall-complete-'));
  vi.stubEnv('XDG_CACHE_HOME', directory).stubEnv('XDG_CONFIG_HOME', directory);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(directory, { recursive: true, force: true });
});

/** The line as it is typed, up to the cursor. */
const valuesOf = async (line: string) =>
  (await complete(line.split(' '), COMMANDS)).map(({ value }) => value);

describe('completion', () => {
  it.each([
    ['the commands', 're', ['results', 'resume']],
    ['a command of which help is asked', 'help re', ['results', 'resume']],
    ['no further word after the name of that command', 'help results ', []],
    ['options that begin so', 'import --on', ['--on-blank']],
    ['options without those that were given', 'import a.csv --on-blank clear --on', []],
    ['an option that can be given twice', 'import a.csv --map a=b --ma', ['--map', '--max-failed']],
    ['values of an option', 'import a.csv --on-blank ', ['keep', 'clear']],
    ['values behind an equals sign', 'import --on-blank=k', ['--on-blank=keep']],
    ['values behind an equals sign that bash has split off', 'import --on-blank = k', ['keep']],
    ['import types', 'import --type user', ['user-feed']],
    ['encodings', 'import --encoding windows-125', expect.arrayContaining(['windows-1252'])],
    ['locales', 'import --locale de-', ['de-AT', 'de-CH', 'de-DE']],
    ['statuses', 'list --status RE', ['REJECTED']],
    ['nested commands', 'tenant s', ['suspend', 'show', 'set']],
    ['arguments of nested commands', 'tenant add demo gr', ['group']],
    ['options of the outer command in a nested one', 'tenant show demo --js', ['--json']],
    ['shells', 'completion ', ['bash', 'zsh', 'fish']],
    ['nothing where a file is expected, which the shell completes', 'import ', []],
    ['nothing for an unknown command', 'imprt ', []],
    ['nothing for a value that any text can be', 'import a.csv --tenant ', []],
  ])('offers %s', async (_, line, values) => {
    expect(await valuesOf(line)).toEqual(values);
  });

  it('offers the imports of the last list, and the APIs for which a key is stored', async () => {
    expect(await valuesOf('status ')).toEqual([]);
    rememberImports([{ importId: ID, status: 'RUNNING' } as ShownImport], process.env);
    storeCredential('https://api.example.com/v1', { kind: 'api-key', token: 'rk_demo_1' }, process.env);
    expect(await complete(['cancel', 'imp_'], COMMANDS)).toEqual([{ value: ID, description: 'RUNNING' }]);
    expect(await valuesOf('list --api ')).toEqual(['https://api.example.com/v1']);
    expect((await stat(join(directory, 'rollcall', 'last-list.json'))).mode & 0o777).toBe(0o600);
    await writeFile(join(directory, 'rollcall', 'last-list.json'), '{');
    expect(await valuesOf('status ')).toEqual([]);
  });

  it('works in bash, and never runs what is typed', async () => {
    const script = shellScript('bash', [process.execPath, 'cli/rollcall.js']);
    const inBash = async (...words: string[]) => {
      const typed = words.map((word) => `'${word}'`).join(' ');
      const lines = [script, `COMP_WORDS=(rollcall ${typed}); COMP_CWORD=${words.length}; _rollcall`];
      // biome-ignore lint/suspicious/noTemplateCurlyInString: bash replaces it.
      const command = [...lines, 'printf "%s\\n" "${COMPREPLY[@]}"'].join('\n');
      return (await run('bash', ['-euc', command])).stdout.trim().split('\n');
    };
    expect(await inBash('import', '--on-blank', '')).toEqual(['keep', 'clear']);
    const trap = join(directory, 'trap');
    expect(await inBash('import', `$(touch ${trap})`, '--on-blank', 'k')).toEqual(['keep']);
    expect(existsSync(trap)).toBe(false);
    for (const shell of SHELLS) expect(shellScript(shell, ['x'])).not.toMatch(/\beval\b/);
  });
});
