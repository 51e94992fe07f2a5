import { createHash } from 'node:crypto';
import { access, constants, mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import { basename, join } from 'node:path';

/** The functions of a version of the sources that has not been run for so long are removed. */
const UNUSED_AFTER_MS = 7 * 24 * 3600 * 1000;

/**
 * The directory in which all clouds that run the same bundles keep the bundles' copies and compiled code. The compile cache
 * finds a file by its path: with a copy in each state directory, each new state would compile the functions again.
 * Directories of other bundles are removed when they are old.
 * @param codePaths the bundles' directories in the cloud assembly, whose names contain a hash of their content
 * @returns `otherwise` without a root, and if it cannot be written
 */
export async function functionCacheDirectory(
  root: string | undefined,
  codePaths: readonly string[],
  otherwise: string,
): Promise<string> {
  if (root === undefined) return otherwise;
  const names = codePaths.map((path) => basename(path)).sort();
  const directory = join(root, createHash('sha256').update(names.join('\n')).digest('hex').slice(0, 32));
  try {
    await mkdir(directory, { recursive: true });
    await access(directory, constants.W_OK);
    const now = new Date();
    await utimes(directory, now, now);
  } catch {
    return otherwise;
  }
  await removeUnused(root);
  return directory;
}

async function removeUnused(root: string): Promise<void> {
  for (const name of await readdir(root)) {
    const directory = join(root, name);
    const { mtimeMs } = await stat(directory).catch(() => ({ mtimeMs: Date.now() }));
    // A function that runs from it has loaded its code; the next process copies it again.
    if (Date.now() - mtimeMs > UNUSED_AFTER_MS)
      await rm(directory, { recursive: true, force: true }).catch(() => undefined);
  }
}
