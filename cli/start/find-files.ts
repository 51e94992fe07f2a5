import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TenantSchema } from '../../lambdas/contracts/import-options.ts';

/** The folder in which files are after their upload, next to where they were. */
export const DONE = 'done';

export interface FoundFile {
  readonly path: string;
  readonly name: string;
  readonly tenant: string;
  /** `auto` for a file directly under its tenant. */
  readonly importType: string;
  readonly size: number;
  /** Changes when the file is written to, or replaced. */
  readonly version: string;
}

/** Names of files that are still being written and renamed when they are complete, or that are no data. */
const UNFINISHED = /^[.~]|~$|\.(part|partial|filepart|tmp|temp|crdownload|download|lock|swp)$/i;

/** The files of `<directory>/<tenant>/<import type>/` and `<directory>/<tenant>/`, without those of `done` and links. */
export async function findFiles(directory: string): Promise<FoundFile[]> {
  const tenants = foldersOf(await entriesOf(directory)).filter(
    (name) => TenantSchema.safeParse(name).success,
  );
  const found = await Promise.all(
    tenants.map(async (tenant) => {
      const folder = join(directory, tenant);
      const entries = await entriesOf(folder);
      const typed = foldersOf(entries).map(async (importType) => {
        const inner = join(folder, importType);
        return readFiles(inner, await entriesOf(inner), { tenant, importType });
      });
      return [
        await readFiles(folder, entries, { tenant, importType: 'auto' }),
        ...(await Promise.all(typed)),
      ];
    }),
  );
  return found.flat(2);
}

async function readFiles(
  folder: string,
  entries: readonly Dirent[],
  place: Pick<FoundFile, 'tenant' | 'importType'>,
): Promise<FoundFile[]> {
  const names = new Set(entries.map(({ name }) => name));
  const files = entries.filter(
    (entry) => entry.isFile() && entry.name !== DONE && !UNFINISHED.test(entry.name),
  );
  const unlocked = files.filter(({ name }) => !names.has(`${name}.lock`) && !names.has(`.~lock.${name}#`));
  const read = await Promise.all(unlocked.map(({ name }) => readFile(folder, name, place)));
  return read.flatMap((file) => file ?? []);
}

/** Undefined: it was deleted or renamed since. */
export async function readFile(
  folder: string,
  name: string,
  place: Pick<FoundFile, 'tenant' | 'importType'>,
): Promise<FoundFile | undefined> {
  const path = join(folder, name);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return undefined;
  const { size, mtimeMs, ino } = found;
  const version = createHash('sha256')
    .update(JSON.stringify([place.tenant, place.importType, name, size, mtimeMs, ino]))
    .digest('hex')
    .slice(0, 24);
  return { ...place, path, name, size, version };
}

function foldersOf(entries: readonly Dirent[]): string[] {
  return entries.flatMap((entry) =>
    entry.isDirectory() && entry.name !== DONE && !entry.name.startsWith('.') ? entry.name : [],
  );
}

/** Of a folder that was deleted since: none. */
function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
}
