import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { reduceLibraries } from '../../../page/build-worker.ts';

type Hooks = Required<{
  [Name in 'transform' | 'buildEnd']: (...given: readonly unknown[]) => unknown;
}>;
const hooks = () => reduceLibraries() as unknown as Hooks;

const EN = fileURLToPath(import.meta.resolve('zod/v4/locales/en.js'));

/** The error that a module has as its default. */
async function errorOf(code: string, given: readonly unknown[]) {
  const module = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`);
  const error = new module.default(...given);
  return {
    isOwn: error instanceof module.default && error instanceof Error,
    text: [error.name, error.message, String(error)],
    fields: { ...error },
  };
}

describe('the plugin that leaves out of libraries what the check worker never runs', () => {
  it('fails if a file of a library is not as it was', async () => {
    const code = await readFile(EN, 'utf8');
    expect(hooks().transform(code, EN)).toMatchObject({ code: expect.not.stringContaining('email address') });
    expect(() => hooks().transform('export const other = 1;\n', EN)).toThrow(/en\.js is not as it was/);
  });

  it('fails if a file of a library is not in the worker', () => {
    expect(() => hooks().buildEnd()).toThrow(/memoizer\.js.*UnzipError\.js: not in the check worker/);
  });

  it.each([
    ['xlsx/file/InvalidInputError.js', ['NO_DATA']],
    ['xlsx/SheetNotFoundError.js', ['People', ['Sheet1', 'Sheet2']]],
    ['xlsx/InvalidSpreadsheetError.js', ['damaged']],
    ['zip/UnzipError.js', ['damaged']],
  ])('keeps what the errors in %s are', async (name, given) => {
    const file = join(fileURLToPath(import.meta.resolve('read-excel-file/universal')), '../../modules', name);
    const code = await readFile(file, 'utf8');
    const { code: reduced } = hooks().transform(code, file) as { readonly code: string };
    expect(reduced.length).toBeLessThan(code.length);
    const [own, original] = await Promise.all([reduced, code].map((text) => errorOf(text, given)));
    expect(own).toEqual(original);
  });

  it('leaves other files as they are', () => {
    expect(hooks().transform('export const other = 1;\n', '/app/page/locales/en.js')).toBeNull();
  });
});
