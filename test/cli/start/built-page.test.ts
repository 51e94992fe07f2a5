import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtPage } from '../../../cli/start/built-page.ts';

describe('the built page', () => {
  let projectDir: string;
  let cache: string;
  let builds: number;
  beforeEach(async () => {
    builds = 0;
    projectDir = await mkdtemp(join(tmpdir(), 'rollcall-page-'));
    cache = join(projectDir, 'cache');
    await mkdir(join(projectDir, 'page'));
    await writeFile(join(projectDir, 'page', 'main.tsx'), 'one');
  });
  afterEach(() => rm(projectDir, { recursive: true, force: true }));

  const build = async (outDir: string) => {
    const source = await readFile(join(projectDir, 'page', 'main.tsx'), 'utf8');
    await writeFile(join(outDir, 'index.html'), `built of ${source}`);
  };
  const get = (over: Partial<Parameters<typeof builtPage>[0]> = {}) =>
    builtPage({ projectDir, cache, build, onBuild: () => (builds += 1), ...over });
  const textIn = (directory: string) => readFile(join(directory, 'index.html'), 'utf8');

  it('is built once for each version of its sources', async () => {
    const first = await get();
    expect(await get()).toBe(first);
    expect(builds).toBe(1);
    await writeFile(join(projectDir, 'page', 'main.tsx'), 'two');
    const second = await get();
    expect([await textIn(first), await textIn(second)]).toEqual(['built of one', 'built of two']);
    expect(builds).toBe(2);
  });

  it('is not built again for sources that it does not use', async () => {
    const first = await get();
    await mkdir(join(projectDir, 'lib'));
    await writeFile(join(projectDir, 'lib', 'stack.ts'), 'x');
    expect(await get()).toBe(first);
  });

  it('is the same for commands that build it at the same time', async () => {
    const [first, second] = await Promise.all([get(), get()]);
    expect(first).toBe(second);
    expect(await textIn(first)).toBe('built of one');
    expect(await readdir(cache)).toHaveLength(1);
  });

  it('is built again after a build that failed in the middle', async () => {
    const fail = async (outDir: string) => {
      await build(outDir);
      throw new Error('no space');
    };
    await expect(get({ build: fail })).rejects.toThrow('no space');
    expect(await readdir(cache)).toEqual([]);
    expect(await textIn(await get())).toBe('built of one');
  });

  it('says what its build printed if the build fails', async () => {
    await writeFile(
      join(projectDir, 'page', 'build.ts'),
      "export const buildPage = () => { throw new Error('main.tsx:7 is wrong'); };",
    );
    await expect(builtPage({ projectDir, cache, onBuild: () => undefined })).rejects.toThrow(
      /the page cannot be built \(exit 1\)[\s\S]*main\.tsx:7 is wrong/,
    );
  });
});
