import { mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { linkAssets } from './assembly.ts';

/** Puts the synthesized app and the code of the functions into a state directory, so that a command starts sooner. */
export async function seedState(stateDir: string): Promise<void> {
  await linkAssets(inject('assembly'), join(stateDir, 'cdk.out'));
  await shareFunctions(stateDir);
}

/**
 * Lets the clouds of a state directory use the bundles and the compile cache of the cloud that all test files share: a
 * function's process then starts in two thirds of the time.
 */
export async function shareFunctions(stateDir: string): Promise<void> {
  const own = join(stateDir, 'lambda');
  const shared = join(inject('sharedCloud'), 'lambda');
  await mkdir(own, { recursive: true });
  for (const name of ['code', 'compile-cache']) await symlink(join(shared, name), join(own, name));
}
