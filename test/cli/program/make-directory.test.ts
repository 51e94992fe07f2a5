import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { makeDirectory, UnusableDirectory } from '../../../cli/program/make-directory.ts';

describe('a directory that a command writes to', () => {
  let directory: string;
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'rollcall-make-'));
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
  });

  it('is created with its parents, by several commands at once', async () => {
    const path = join(directory, 'x', 'a', 'b');
    await Promise.all(Array.from({ length: 5 }, () => makeDirectory(path)));
    expect((await stat(path)).isDirectory()).toBe(true);
  });

  it('is refused when a file has its name or the name of a parent', async () => {
    await writeFile(join(directory, 'file'), '');
    await expect(makeDirectory(join(directory, 'file'))).rejects.toThrow(UnusableDirectory);
    await expect(makeDirectory(join(directory, 'file', 'below'))).rejects.toThrow(UnusableDirectory);
  });
});
