import { constants } from 'node:fs';
import { access, mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** A directory that the command was told to write to, and cannot. */
export class UnusableDirectory extends Error {
  override readonly name = 'UnusableDirectory';
}

/**
 * Makes sure, before any work, that there is a directory to write to.
 * @throws UnusableDirectory
 */
export async function makeDirectory(path: string): Promise<void> {
  try {
    await makeWithParents(resolve(path));
    await access(path, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new UnusableDirectory(`nothing can be written to ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/** As mkdir's `recursive`, which never ends where the file system makes no directories (/proc; Node 24.21). */
async function makeWithParents(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await stat(path)).isDirectory()) return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    await makeWithParents(dirname(path));
    await mkdir(path).catch(async (raced: NodeJS.ErrnoException) => {
      // Another command may have made it in between.
      if (raced.code !== 'EEXIST' || !(await stat(path)).isDirectory()) throw raced;
    });
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return 'there is a file of that name, or above it';
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOENT':
      return 'no directory can be made there';
    default:
      return message;
  }
}
