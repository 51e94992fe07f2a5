import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { reduceLibraries } from '../../../page/build-worker.ts';

type Hooks = Required<{
  [Name in 'transform' | 'buildEnd']: (...given: readonly unknown[]) => unknown;
}>;
const hooks = () => reduceLibraries() as unknown as Hooks;

const EN = fileURLToPath(import.meta.resolve('zod/v4/locales/en.js'));

describe('the plugin that leaves out of libraries what the check worker never runs', () => {
  it('fails if a file of a library is not as it was', async () => {
    const code = await readFile(EN, 'utf8');
    expect(hooks().transform(code, EN)).toMatchObject({ code: expect.not.stringContaining('email address') });
    expect(() => hooks().transform('export const other = 1;\n', EN)).toThrow(/en\.js is not as it was/);
  });

  it('fails if a file of a library is not in the worker', () => {
    expect(() => hooks().buildEnd()).toThrow(
      /memoizer\.js.*unzipFromArrayBuffer\.js: not in the check worker/,
    );
  });

  it('leaves other files as they are', () => {
    expect(hooks().transform('export const other = 1;\n', '/app/page/locales/en.js')).toBeNull();
  });
});
