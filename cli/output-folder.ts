import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, parse } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as z from 'zod';

/** The hashes of what commands wrote: by them it is told from what a person mended, or put there. */
const MEMORY = '.rollcall.json';
const MemorySchema = z.record(z.string(), z.string());
type Memory = z.infer<typeof MemorySchema>;

export interface NewFile {
  readonly name: string;
  readonly open: () => Promise<Readable>;
}

/**
 * Writes files into a folder that may have been used before: of `names`, those that are not among the files must not be
 * left of another import. What a command wrote is replaced, what a person changed or brought is kept as
 * `failed-records.1.csv`. Two commands about one import may do this side by side: they write the same.
 */
export async function fillFolder(
  directory: string,
  names: readonly string[],
  files: readonly NewFile[],
): Promise<void> {
  const known = await readMemory(directory);
  const written: Memory = {};
  for (const { name, open } of files) {
    const path = join(directory, name);
    const arriving = join(directory, `.${name}.${randomUUID()}`);
    const hash = await write(await open(), arriving);
    written[name] = hash;
    const before = await hashOf(path);
    if (before !== undefined && before !== hash && before !== known[name]) await keepAside(directory, name);
    await rename(arriving, path);
  }
  for (const name of names.filter((name) => written[name] === undefined)) {
    const before = await hashOf(join(directory, name));
    if (before === known[name]) await rm(join(directory, name), { force: true });
    else if (before !== undefined) await keepAside(directory, name);
  }
  const arriving = join(directory, `${MEMORY}.${randomUUID()}`);
  await writeFile(arriving, JSON.stringify(written, undefined, 2));
  await rename(arriving, join(directory, MEMORY));
}

async function readMemory(directory: string): Promise<Memory> {
  try {
    return MemorySchema.parse(JSON.parse(await readFile(join(directory, MEMORY), 'utf8')));
  } catch {
    return {};
  }
}

/** @returns the hash of what was written */
async function write(content: Readable, path: string): Promise<string> {
  const hash = createHash('sha256');
  content.on('data', (piece: Buffer) => hash.update(piece));
  await pipeline(content, createWriteStream(path));
  return hash.digest('hex');
}

/** Undefined where there is no such file. */
async function hashOf(path: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(path), hash);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  return hash.digest('hex');
}

async function keepAside(directory: string, file: string): Promise<void> {
  const { name, ext } = parse(file);
  for (let n = 1; ; n++) {
    const path = join(directory, `${name}.${n}${ext}`);
    if (existsSync(path)) continue;
    return rename(join(directory, file), path).catch((error: NodeJS.ErrnoException) => {
      // The other command has kept it.
      if (error.code !== 'ENOENT') throw error;
    });
  }
}
