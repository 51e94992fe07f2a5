import { expect, it, vi } from 'vitest';
import { consoleOnStderr } from '../../../cli/start/console-on-stderr.ts';

it('keeps stdout free of what libraries print, until it is disposed', () => {
  const own = globalThis.console;
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  {
    using _ = consoleOnStderr();
    for (const method of ['log', 'info', 'debug', 'warn', 'error'] as const) console[method](`by ${method}`);
  }
  const onStdout = out.mock.calls;
  const onStderr = err.mock.calls.map(([text]) => text);
  vi.restoreAllMocks();
  expect(onStdout).toEqual([]);
  expect(onStderr).toEqual(['by log\n', 'by info\n', 'by debug\n', 'by warn\n', 'by error\n']);
  expect(globalThis.console).toBe(own);
});
