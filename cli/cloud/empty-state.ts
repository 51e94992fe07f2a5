import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockState } from '../../local/state-lock.ts';

/** The synthesized app depends on the sources alone and is reused by their hash: it is not state, and slow to create. */
const KEPT = new Set(['cdk.out', 'lock']);

/** Deletes every import and user of the state directory. @throws StateInUse when a cloud runs on it */
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
