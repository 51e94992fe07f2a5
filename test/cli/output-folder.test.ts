import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { fillFolder } from '../../cli/output-folder.ts';

const NAMES = ['errors.csv', 'failed-records.csv', 'results.csv'];

describe('a folder for output that is used again', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-out-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
  });

  const put = (name: string, text: string) => writeFile(join(directory, name), text);
  const fill = (files: Readonly<Record<string, string>>) =>
    fillFolder(
      directory,
      NAMES,
      Object.entries(files).map(([name, text]) => ({
        name,
        open: async () => Readable.from([Buffer.from(text)]),
      })),
    );
  async function contents() {
    const names = (await readdir(directory)).filter((name) => name !== '.rollcall.json');
    const texts = await Promise.all(names.map((name) => readFile(join(directory, name), 'utf8')));
    return Object.fromEntries(names.map((name, i) => [name, texts[i]]));
  }

  it('holds the files of the last import, and of what another one left nothing', async () => {
    await fill({ 'errors.csv': 'theirs', 'failed-records.csv': 'as sent' });
    await put('notes.txt', 'mine');
    await fill({ 'errors.csv': 'others' });
    expect(await contents()).toEqual({ 'errors.csv': 'others', 'notes.txt': 'mine' });
  });

  it('keeps what a person mended under another name, each time', async () => {
    await fill({ 'failed-records.csv': 'as sent' });
    await put('failed-records.csv', 'mended');
    await fill({ 'failed-records.csv': 'as sent again' });
    await put('failed-records.csv', 'mended again');
    await fill({ 'results.csv': 'all' });
    expect(await contents()).toEqual({
      'failed-records.1.csv': 'mended',
      'failed-records.2.csv': 'mended again',
      'results.csv': 'all',
    });
  });

  it('keeps what was there before any command, unless it is the same', async () => {
    await put('errors.csv', 'mine');
    await put('results.csv', 'all');
    await fill({ 'errors.csv': 'theirs', 'results.csv': 'all' });
    expect(await contents()).toEqual({
      'errors.1.csv': 'mine',
      'errors.csv': 'theirs',
      'results.csv': 'all',
    });
  });

  it('keeps everything where its memory is damaged', async () => {
    await fill({ 'errors.csv': 'theirs' });
    await put('.rollcall.json', '{"errors.csv":');
    await fill({});
    expect(await contents()).toEqual({ 'errors.1.csv': 'theirs' });
  });

  it('may be filled twice at once with the same', async () => {
    const files = { 'errors.csv': 'e'.repeat(200_000), 'results.csv': 'r'.repeat(300_000) };
    for (let round = 0; round < 20; round++) {
      await fill({ 'errors.csv': 'of another', 'failed-records.csv': 'of another' });
      await Promise.all([fill(files), fill(files), fill(files)]);
      expect(await contents()).toEqual(files);
    }
  });
});
