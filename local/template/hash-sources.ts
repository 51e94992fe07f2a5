import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

/**
 * One hash of the names and contents of files and directories. Names that do not exist are omitted.
 * @param names relative to the root
 */
export async function hashSources(root: string, names: readonly string[]): Promise<string> {
  const files = (await Promise.all(names.map((name) => listFiles(root, name)))).flat().sort();
  const digests = await Promise.all(
    files.map(async (file) => {
      const content = await readFile(join(root, file));
      return `${file}\0${createHash('sha256').update(content).digest('hex')}`;
    }),
  );
  // The Node.js version is included, because it decides the runtime that the app bundles for.
  return createHash('sha256')
    .update([process.version, ...digests].join('\n'))
    .digest('hex');
}

async function listFiles(root: string, name: string): Promise<readonly string[]> {
  const found = await stat(join(root, name)).catch(() => undefined);
  if (found === undefined) return [];
  if (!found.isDirectory()) return [name];
  const entries = await readdir(join(root, name), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}
