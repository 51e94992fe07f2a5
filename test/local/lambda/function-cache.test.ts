import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionCacheDirectory } from '../../../local/lambda/function-cache.ts';
import { temporaryDirectory } from '../temporary-directory.ts';

const OTHERWISE = '/state/lambda';

describe('the directory that clouds share for their functions', () => {
  it('is the same for the same bundles in any assembly and any order', async () => {
    const root = await temporaryDirectory();
    const first = await functionCacheDirectory(root, ['/a/asset.1', '/a/asset.2'], OTHERWISE);
    expect(await functionCacheDirectory(root, ['/b/asset.2', '/b/asset.1'], OTHERWISE)).toBe(first);
  });

  it('is another one for other bundles', async () => {
    const root = await temporaryDirectory();
    const first = await functionCacheDirectory(root, ['/a/asset.1'], OTHERWISE);
    expect(await functionCacheDirectory(root, ['/a/asset.2'], OTHERWISE)).not.toBe(first);
  });

  it('is removed when it has not been used for a week and another one is used', async () => {
    const root = await temporaryDirectory();
    const old = await functionCacheDirectory(root, ['/a/asset.1'], OTHERWISE);
    await mkdir(join(old, 'code'));
    const eightDaysAgo = new Date(Date.now() - 8 * 24 * 3600 * 1000);
    await utimes(old, eightDaysAgo, eightDaysAgo);
    const used = await functionCacheDirectory(root, ['/a/asset.2'], OTHERWISE);
    expect((await readdir(root)).map((name) => join(root, name))).toEqual([used]);
  });

  it('stays when it is used again after a week', async () => {
    const root = await temporaryDirectory();
    const old = await functionCacheDirectory(root, ['/a/asset.1'], OTHERWISE);
    const eightDaysAgo = new Date(Date.now() - 8 * 24 * 3600 * 1000);
    await utimes(old, eightDaysAgo, eightDaysAgo);
    await functionCacheDirectory(root, ['/a/asset.1'], OTHERWISE);
    await functionCacheDirectory(root, ['/a/asset.2'], OTHERWISE);
    expect(await readdir(root)).toHaveLength(2);
  });

  it('is in the state directory when the shared one cannot be written, or none is named', async () => {
    const root = join(await temporaryDirectory(), 'file');
    await writeFile(root, '');
    expect(await functionCacheDirectory(root, ['/a/asset.1'], OTHERWISE)).toBe(OTHERWISE);
    expect(await functionCacheDirectory(undefined, ['/a/asset.1'], OTHERWISE)).toBe(OTHERWISE);
  });
});
