import { cp, mkdir, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * Copies a bundle out of the cloud assembly, once: a new synthesis may then replace the assembly under running
 * functions, and no package.json of the project above it decides what a `.js` file is (on Lambda there is none: CommonJS).
 * @returns the function's task root, without symbolic links, because Node.js resolves modules to their real paths
 */
export async function storeCode(directory: string, codePath: string): Promise<string> {
  const target = join(directory, basename(codePath));
  if ((await stat(target).catch(() => undefined)) !== undefined) return realpath(target);
  if (!(await stat(codePath)).isDirectory())
    throw new Error(`${codePath}: expected a directory, found an archive`);
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'package.json'), '{}\n');
  const partial = `${target}.partial`;
  await rm(partial, { recursive: true, force: true });
  await cp(codePath, partial, { recursive: true });
  await rename(partial, target).catch((error: NodeJS.ErrnoException) => {
    // Two functions may share a bundle: the first one's copy is the same.
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'ENOENT') throw error;
  });
  return realpath(target);
}
