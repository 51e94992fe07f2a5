import { randomUUID } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { cp, link, mkdir, readdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** @throws if a function's code is not a directory */
export async function checkCode(codePath: string): Promise<void> {
  if (!(await stat(codePath)).isDirectory())
    throw new Error(`${codePath}: expected a directory, found an archive`);
}

/**
 * Copies (or links) a bundle from the cloud assembly, once. A new synthesis can then replace the assembly while functions run,
 * and no package.json of the project makes `.js` files ES modules (on Lambda they are CommonJS).
 * @returns the function's task root, without symbolic links, because Node.js resolves modules to their real paths
 */
export async function storeCode(directory: string, codePath: string): Promise<string> {
  const target = join(directory, basename(codePath));
  if ((await stat(target).catch(() => undefined)) !== undefined) return realpath(target);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), '{}\n');
  // Two processes of a function may start at the same time.
  const partial = `${target}.${randomUUID()}`;
  await linkOrCopy(codePath, partial);
  await rename(partial, target).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
    // Another process has copied the same files first.
    await rm(partial, { recursive: true, force: true });
  });
  return realpath(target);
}

/** Links cost no reading and writing. They need the same file system, and the synthesis never writes into a file that exists. */
async function linkOrCopy(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true });
  const isFlat = entries.every((entry) => entry.isFile());
  if (isFlat && (await linkAll(from, to, entries))) return;
  await rm(to, { recursive: true, force: true });
  await cp(from, to, { recursive: true });
}

async function linkAll(from: string, to: string, entries: readonly Dirent[]): Promise<boolean> {
  await mkdir(to);
  const linking = entries.map(({ name }) => link(join(from, name), join(to, name)));
  return (await Promise.allSettled(linking)).every(({ status }) => status === 'fulfilled');
}
