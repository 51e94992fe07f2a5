import { readFileSync, unlinkSync } from 'node:fs';
import { readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Releases the lock. */
export type Unlock = () => void;

interface Holder {
  readonly pid: number;
  /** When that process started. It distinguishes the process from a later one with the same id. */
  readonly started: string;
}

/** Another process uses the directory. */
export class StateInUse extends Error {
  override readonly name = 'StateInUse';
}

/** The id of the process that uses the directory, if there is one. */
export async function lockHolder(stateDir: string): Promise<number | undefined> {
  const holder = parseHolder(await readFile(join(stateDir, 'lock'), 'utf8').catch(() => ''));
  return holder !== undefined && isAlive(holder) ? holder.pid : undefined;
}

/**
 * Locks the directory, because two clouds would overwrite each other's journals and databases.
 * A lock whose process no longer runs is replaced.
 * @throws StateInUse with the id of the process that uses the directory
 */
export async function lockState(stateDir: string): Promise<Unlock> {
  const file = join(stateDir, 'lock');
  const own = JSON.stringify({
    pid: process.pid,
    started: statOf(process.pid)?.started ?? '',
  } satisfies Holder);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      await writeFile(file, own, { flag: 'wx' });
      return () => {
        if (readFileSync(file, 'utf8') === own) unlinkSync(file);
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      await removeIfStale(file, stateDir);
    }
  }
  throw new StateInUse(`${stateDir} is being locked by another process`);
}

async function removeIfStale(file: string, stateDir: string): Promise<void> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const holder = parseHolder(text);
  if (holder !== undefined && isAlive(holder)) {
    throw new StateInUse(
      `${stateDir} is in use by process ${holder.pid}: stop that process first, or use another directory`,
    );
  }
  await unlink(file).catch(() => undefined);
}

function parseHolder(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  const stat = statOf(holder.pid);
  if (stat === undefined) return true;
  // A zombie has ended, but its parent has not yet read its exit status.
  if (stat.state === 'Z' || stat.state === 'X') return false;
  return holder.started === '' || stat.started === holder.started;
}

/** Fields 3 and 22 (clock ticks since boot) of /proc/<pid>/stat, see proc(5); undefined on systems without /proc. */
function statOf(pid: number): { readonly state: string; readonly started: string } | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0] ?? '', started: fields[19] ?? '' };
  } catch {
    return undefined;
  }
}
