import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockState } from '../local/state-lock.ts';

/** The synthesized app is made from the sources alone and is found again by their hash: no state, and slow to make. */
const KEPT = new Set(['cdk.out', 'lock']);

/** Forgets every import and user of this machine. @throws when another cloud runs on the directory */
export async function emptyState(stateDir: string): Promise<void> {
  await mkdir(stateDir, { recursive: true });
  const unlock = await lockState(stateDir);
  try {
    const names = (await readdir(stateDir)).filter((name) => !KEPT.has(name));
    await Promise.all(names.map((name) => rm(join(stateDir, name), { recursive: true, force: true })));
  } finally {
    await unlock();
  }
}
