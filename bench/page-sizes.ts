import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface PageSizes {
  /** Bytes after gzip of all JavaScript. */
  readonly scripts: number;
  /** Of what the page loads to show its first screen. */
  readonly firstScripts: number;
  /** Of what only the check worker loads, after a file is chosen: the pipeline's rules. */
  readonly workerScripts: number;
  readonly styles: number;
  /** Of each file, the largest first. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/** @param directory what `buildPage` has written */
export async function pageSizes(directory: string): Promise<PageSizes> {
  const assets = join(directory, 'assets');
  const files = await Promise.all(
    (await readdir(assets)).map(async (name) => ({
      name,
      bytes: gzipSync(await readFile(join(assets, name))).length,
    })),
  );
  files.sort((one, other) => other.bytes - one.bytes);
  const ofWorker = await namesOfWorker(assets, files);
  // The entry, and the files that it imports statically.
  const index = await readFile(join(directory, 'index.html'), 'utf8');
  const sum = (ending: string, isCounted: (name: string) => boolean = () => true) =>
    files.reduce((all, { name, bytes }) => all + (name.endsWith(ending) && isCounted(name) ? bytes : 0), 0);
  return {
    scripts: sum('.js'),
    firstScripts: sum('.js', (name) => index.includes(`assets/${name}`)),
    workerScripts: sum('.js', (name) => ofWorker.has(name)),
    styles: sum('.css'),
    files,
  };
}

/** The worker's entry, and the files that it names. */
async function namesOfWorker(
  assets: string,
  files: readonly { readonly name: string }[],
): Promise<ReadonlySet<string>> {
  const found = new Set(files.map(({ name }) => name).filter((name) => name.startsWith('worker-')));
  for (const name of found) {
    const code = await readFile(join(assets, name), 'utf8');
    for (const other of files) if (code.includes(other.name)) found.add(other.name);
  }
  return found;
}
