import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from '../../cli/main/commands.ts';
import { runProgram } from '../../cli/main/run-program.ts';

const bearer = fc
  .tuple(fc.constantFrom('rk_demo_', 'rk_a-b_c_', 'rcs_'), fc.stringMatching(/^[0-9a-f]{24}_?[0-9a-f]{24}$/))
  .map((parts) => parts.join(''));

const named = fc.oneof(bearer, fc.string({ minLength: 8 }));

/** Words that belong together, and the key among them. */
const group = fc.oneof(
  named.map((key) => ({ words: ['--key', key], key })),
  named.map((key) => ({ words: [`--key=${key}`], key })),
  bearer.map((key) => ({ words: ['--ky', key], key })),
  bearer.map((key) => ({ words: [`--nonsense=${key}`], key })),
  bearer.map((key) => ({ words: [key], key })),
  fc
    .constantFrom(['--api', 'https://api.example.com/v1'], ['--json'], ['x.csv'], ['--evaluate'], ['list'])
    .map((words) => ({ words, key: undefined })),
);

async function outputOf(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
  let written = '';
  for (const stream of [process.stderr, process.stdout])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      written += String(text);
      return true;
    });
  expect(await runProgram(argv, environment)).toBe(64);
  vi.restoreAllMocks();
  return written;
}

describe('a usage error', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('never contains a key that was typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(COMMANDS)),
        fc.array(group, { minLength: 1, maxLength: 4 }),
        async (command, groups) => {
          const output = await outputOf([command, '--nonsense', ...groups.flatMap(({ words }) => words)]);
          for (const { key } of groups) if (key !== undefined) expect(output).not.toContain(key);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('never contains the key of the environment', async () => {
    const key = 'secret-of-the-environment';
    expect(await outputOf(['list', key, '--json'], { ROLLCALL_API_KEY: key })).not.toContain(key);
    expect(await outputOf(['imprt', key], { ROLLCALL_API_KEY: key })).toContain('npx rollcall import KEY');
  });

  it('of an option that npm has kept does not contain its value', async () => {
    const environment = {
      npm_lifecycle_event: 'list',
      npm_lifecycle_script: 'node cli/rollcall.js list',
      npm_config_key: 'a key that was typed',
      npm_config_api: 'https://api.example.com/v1',
    };
    const output = await outputOf(['list'], environment);
    expect(output).toContain('--key');
    expect(output).not.toContain('was typed');
  });
});
