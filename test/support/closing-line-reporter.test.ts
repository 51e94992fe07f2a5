import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const VITEST = join(import.meta.dirname, '../../node_modules/vitest/vitest.mjs');
const EXAMPLES = join(import.meta.dirname, '../fixtures/closing-line');

describe('the last line of a run', () => {
  it.each([
    ['passing tests', ['passing-tests'], 0, '2 passed, 0 failed'],
    ['a failing test', ['failing-test'], 1, '1 passed, 1 failed'],
    ['skipped tests', ['skipped-tests'], 0, '1 passed, 0 failed, 2 skipped'],
    ['failing hooks once, and their tests as skipped', ['failing-hooks'], 1, '1 passed, 2 failed, 2 skipped'],
    ['a failing hook of a whole file once', ['failing-file-hook'], 1, '0 passed, 1 failed, 2 skipped'],
    ['a file that does not load', ['does-not-load'], 1, '0 passed, 1 failed'],
    ['an error outside all tests', ['unhandled-error'], 1, '1 passed, 1 failed'],
    ['several files', ['passing', 'failing-test', 'skipped', 'load'], 1, '4 passed, 2 failed, 2 skipped'],
    ['a run without tests as a failure', ['no-such-file'], 1, '0 passed, 1 failed'],
  ])('counts %s', async (_what, files, exitCode, line) => {
    expect(await runExamples(files)).toEqual({ lastLine: line, exitCode });
  });

  it('counts a failing global setup', async () => {
    const ended = await runExamples(['passing-tests'], { CLOSING_LINE_SETUP: './failing-setup.ts' });
    expect(ended).toEqual({ lastLine: '0 passed, 1 failed', exitCode: 1 });
  });
});

/** @param files parts of file names, as on the command line */
function runExamples(files: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const args = [VITEST, 'run', '--root', EXAMPLES, '--maxWorkers', '1', ...files];
  const env = { ...process.env, NO_COLOR: '1', ...environment };
  return new Promise((resolve) =>
    execFile(process.execPath, args, { env }, (error, stdout) =>
      resolve({ lastLine: stdout.trimEnd().split('\n').at(-1), exitCode: error?.code ?? 0 }),
    ),
  );
}
