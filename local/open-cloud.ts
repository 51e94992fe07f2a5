import { setTimeout as wait } from 'node:timers/promises';
import { startCloud } from './cloud.ts';
import type { CloudOptions } from './cloud-types.ts';
import { type CloudAccess, connectCloud } from './connect-cloud.ts';
import { StateInUse } from './state-lock.ts';

/** Another process's start takes seconds, its synthesis of changed sources some more. */
const COMES_UP_WITHIN_MS = 120_000;
const LOOK_AGAIN_MS = 200;

/**
 * Connects to the cloud that runs on the directory, or starts one. One that was started here ends what others began in it
 * before it closes: their imports would be stopped otherwise.
 * @throws StateInUse when another process holds the directory and its cloud does not come up
 */
export async function openCloud(options: CloudOptions): Promise<CloudAccess & { readonly isOwn: boolean }> {
  const giveUpAt = Date.now() + COMES_UP_WITHIN_MS;
  for (;;) {
    const running = await connectCloud(options.stateDir);
    if (running !== undefined) return { ...running, isOwn: false };
    try {
      const cloud = await startCloud(options);
      const close = async (): Promise<void> => {
        await cloud.idle();
        await cloud.close();
      };
      return { ...cloud, isOwn: true, close, [Symbol.asyncDispose]: close };
    } catch (error) {
      if (!(error instanceof StateInUse) || Date.now() > giveUpAt) throw error;
    }
    await wait(LOOK_AGAIN_MS);
  }
}
