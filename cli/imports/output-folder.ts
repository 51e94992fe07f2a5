import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeDirectory, UnusableDirectory } from '../program/make-directory.ts';

/** Where folders of results go unless `--out` names one. */
const PARENT = 'out';

export interface NewFile {
  readonly name: string;
  readonly open: () => Promise<Readable>;
}

/** The folder into which one command writes an import's files. It never overwrites files of another command or a person. */
export interface OutputFolder {
  /**
   * Replaces the files that this command wrote before: a preview's by the results.
   * @returns the folder
   */
  write(importId: string, files: readonly NewFile[]): Promise<string>;
}

/**
 * Call it before anything else is done: a folder that cannot be used must not cost an import.
 * @param out by default `out/<import id>`, or `out/<import id>-2` and so on when that exists
 * @throws UnusableDirectory when `out` is not empty, or cannot be written to
 */
export async function prepareOutputFolder(out: string | undefined, parent = PARENT): Promise<OutputFolder> {
  await makeDirectory(out ?? parent);
  if (out !== undefined && (await readdir(out)).length > 0)
    throw new UnusableDirectory(`${out} is not empty: choose a new or empty directory for --out`);
  let claimed = out;
  let written: readonly string[] = [];
  return {
    async write(importId, files) {
      claimed ??= await claim(join(parent, importId));
      const directory = claimed;
      for (const { name, open } of files) await writeWhole(join(directory, name), await open());
      const names = files.map(({ name }) => name);
      const outdated = written.filter((name) => !names.includes(name));
      await Promise.all(outdated.map((name) => rm(join(directory, name), { force: true })));
      written = names;
      return directory;
    },
  };
}

/** Makes the first of `path`, `path-2`, … that does not exist. mkdir decides between commands that ask at once. */
async function claim(path: string): Promise<string> {
  for (let n = 1; ; n++) {
    const directory = n === 1 ? path : `${path}-${n}`;
    try {
      await mkdir(directory);
      return directory;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
}

/** An interrupted command leaves no file that is cut off under a final name. */
async function writeWhole(path: string, content: Readable): Promise<void> {
  const partial = `${path}.${randomUUID()}.part`;
  await pipeline(content, createWriteStream(partial));
  await rename(partial, path);
}
