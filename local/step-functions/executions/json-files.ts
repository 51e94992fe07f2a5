import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Writes a file atomically: a reader sees either the old or the new content, also if the process is killed. The file is
 * not flushed to the disk, so a power failure can lose the last writes.
 */
export async function writeAtomically(path: string, content: string): Promise<void> {
  const draft = `${path}.${randomUUID()}.tmp`;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(draft, content);
  await rename(draft, path);
}

/** @returns the parsed content, or undefined if the file does not exist */
export async function readJson<T>(path: string): Promise<T | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as T;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** The file names in a folder, without temporary files. Empty if the folder does not exist. */
export async function namesIn(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.endsWith('.tmp')).sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** Reads all JSON files of a folder. */
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
