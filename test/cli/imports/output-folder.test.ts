import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { type OutputFolder, prepareOutputFolder } from '../../../cli/imports/output-folder.ts';
import { UnusableDirectory } from '../../../cli/program/make-directory.ts';

const ID = `imp_${'0'.repeat(26)}`;

describe('the folder for the files of an import', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-out-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
  });

  const write = (folder: OutputFolder, files: Readonly<Record<string, string>>) =>
    folder.write(
      ID,
      Object.entries(files).map(([name, text]) => ({
        name,
        open: async () => Readable.from([Buffer.from(text)]),
      })),
    );
  async function contents(folder: string) {
    const names = await readdir(folder);
    const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
    return Object.fromEntries(names.map((name, i) => [name, texts[i]]));
  }

  it('is refused before anything runs when --out is not empty', async () => {
    await writeFile(join(directory, 'failed-records.csv'), 'fixed by hand');
    await expect(prepareOutputFolder(directory)).rejects.toThrow(UnusableDirectory);
    await expect(prepareOutputFolder(directory)).rejects.toThrow(
      'is not empty: choose a new or empty directory',
    );
  });

  it('is --out when that is new or empty', async () => {
    const out = join(directory, 'new', 'folder');
    const folder = await prepareOutputFolder(out);
    expect(await write(folder, { 'results.csv': 'all' })).toBe(out);
    expect(await contents(out)).toEqual({ 'results.csv': 'all' });
  });

  it('has the files of the last write: results replace the preview of the same command', async () => {
    const folder = await prepareOutputFolder(undefined, directory);
    await write(folder, { 'preview.csv': 'what if', 'errors.csv': 'expected' });
    const path = await write(folder, { 'results.csv': 'all', 'errors.csv': 'real' });
    expect(path).toBe(join(directory, ID));
    expect(await contents(path)).toEqual({ 'results.csv': 'all', 'errors.csv': 'real' });
  });

  it('has a number when earlier commands wrote files of the import: none is overwritten', async () => {
    const commands = await Promise.all([1, 2, 3].map(() => prepareOutputFolder(undefined, directory)));
    const paths = await Promise.all(commands.map((folder, n) => write(folder, { 'results.csv': `${n}` })));
    expect(paths.toSorted()).toEqual(['', '-2', '-3'].map((end) => join(directory, `${ID}${end}`)));
    for (const [n, path] of paths.entries()) expect(await contents(path)).toEqual({ 'results.csv': `${n}` });
  });
});
