import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join, parse } from 'node:path';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';

/** By this a file that nobody has touched since is told from one that somebody mended, or put there. */
const MEMORY = '.rollcall.json';
const MemorySchema = z.record(z.string(), z.string());

/**
 * Takes the files of these names out of the way, so that a folder that is used again does not hold the errors of another
 * import: what a command wrote is removed, what a person changed or brought is kept as `failed-records.1.csv`.
 */
export async function clearFolder(directory: string, names: readonly string[]): Promise<void> {
  const known = await readMemory(directory);
  for (const name of names) {
    const path = join(directory, name);
    if (!existsSync(path)) continue;
    if (known[name] === (await hashOf(path))) await rm(path);
    else await rename(path, freeName(directory, name));
  }
}

/** @param paths files that were just written into the folder */
export async function rememberFiles(directory: string, paths: readonly string[]): Promise<void> {
  const hashes = await Promise.all(paths.map(async (path) => [basename(path), await hashOf(path)]));
  await writeFile(join(directory, MEMORY), JSON.stringify(Object.fromEntries(hashes), undefined, 2));
}

async function readMemory(directory: string): Promise<z.infer<typeof MemorySchema>> {
  try {
    return MemorySchema.parse(JSON.parse(await readFile(join(directory, MEMORY), 'utf8')));
  } catch {
    return {};
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function freeName(directory: string, file: string): string {
  const { name, ext } = parse(file);
  for (let n = 1; ; n++) {
    const path = join(directory, `${name}.${n}${ext}`);
    if (!existsSync(path)) return path;
  }
}
