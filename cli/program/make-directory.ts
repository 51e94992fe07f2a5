import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** A directory that the command cannot write to. */
export class UnusableDirectory extends Error {
  override readonly name = 'UnusableDirectory';
}

/**
 * Creates a directory with its parents, and checks that it can be written to.
 * @throws UnusableDirectory
 */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await makeWithParents(resolve(path));
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UnusableDirectory(`cannot write to ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/** Replaces mkdir's `recursive`, which never returns on file systems without mkdir (/proc; Node 24.21). */
async function makeWithParents(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeWithParents(dirname(path));
    await mkdir(path).catch(async (raced: NodeJS.ErrnoException) => {
      // Another command may have created it meanwhile.
      if (raced.code !== 'EEXIST' || !(await stat(path)).isDirectory()) throw raced;
    });
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'a file has this name, or the name of a parent directory';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOENT':
      return 'no directory can be created there';
    default:
      return message;
  }
}
