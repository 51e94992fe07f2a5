import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file so that a reader sees the old content or the new, never a part: death of the process at
 * any moment leaves a whole file. (Not flushed to the disk: a power failure may lose the last moments.)
 */
export async function writeAtomically(path: string, content: string): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(draft, content);
  await rename(draft, path);
}

/** The parsed content of a JSON file, or undefined when there is no such file. */
export async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Names in a folder, or none when there is no such folder; unfinished drafts are left out. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.endsWith('.tmp')).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Every JSON file of a folder. */
export async function readAllJson<T>(folder: string): Promise<T[]> {
  const names = (await namesIn(folder)).filter((name) => name.endsWith('.json'));
  const files: (T | undefined)[] = [];
  for (const name of names) files.push(await readJson<T>(join(folder, name)));
  return files.filter((file) => file !== undefined);
}

export function removeFile(path: string): Promise<void> {
  return rm(path, { force: true });
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
