import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { clearFolder, rememberFiles } from '../../cli/output-folder.ts';

const NAMES = ['errors.csv', 'failed-records.csv'];

describe('a folder for output that is used again', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-out-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
  });

  const put = (name: string, text: string) => writeFile(join(directory, name), text);
  const textOf = (name: string) => readFile(join(directory, name), 'utf8');
  const names = async () => (await readdir(directory)).filter((name) => !name.startsWith('.')).sort();
  async function write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) await put(name, text);
    await rememberFiles(
      directory,
      Object.keys(files).map((name) => join(directory, name)),
    );
  }

  it('loses what a command wrote, and nothing else', async () => {
    await write({ 'errors.csv': 'theirs', 'failed-records.csv': 'as sent' });
    await put('notes.txt', 'mine');
    await clearFolder(directory, NAMES);
    expect(await names()).toEqual(['notes.txt']);
  });

  it('keeps what a person mended under another name, each time', async () => {
    await write({ 'failed-records.csv': 'as sent' });
    await put('failed-records.csv', 'mended');
    await clearFolder(directory, NAMES);
    await write({ 'failed-records.csv': 'as sent again' });
    await put('failed-records.csv', 'mended again');
    await clearFolder(directory, NAMES);
    expect(await names()).toEqual(['failed-records.1.csv', 'failed-records.2.csv']);
    expect([await textOf('failed-records.1.csv'), await textOf('failed-records.2.csv')]).toEqual([
      'mended',
      'mended again',
    ]);
  });

  it('keeps what was there before any command', async () => {
    await put('errors.csv', 'mine');
    await clearFolder(directory, NAMES);
    expect(await textOf('errors.1.csv')).toBe('mine');
  });

  it('keeps everything where its memory is damaged', async () => {
    await write({ 'errors.csv': 'theirs' });
    await put('.rollcall.json', '{"errors.csv":');
    await clearFolder(directory, NAMES);
    expect(await textOf('errors.1.csv')).toBe('theirs');
  });
});
