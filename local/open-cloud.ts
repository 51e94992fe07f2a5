import { setTimeout as wait } from 'node:timers/promises';
import { startCloud } from './cloud.ts';
import type { Cloud, CloudOptions } from './cloud-types.ts';
import { type CloudAccess, connectCloud } from './connect-cloud.ts';
import { StateInUse } from './state-lock.ts';

/** Another process's start takes seconds, its synthesis of changed sources some more. */
const COMES_UP_WITHIN_MS = 120_000;
const LOOK_AGAIN_MS = 200;
/** So long nobody wonders. */
const CLOSES_WITHIN_MS = 1000;

export interface OpenCloudOptions extends CloudOptions {
  /**
   * Told, once, when the cloud should close and stays open: for so many other processes that use it or, where these are
   * none, for executions.
   */
  readonly onStayOpen?: (guests: number) => void;
  /** Told, once, before one is started. */
  readonly onStart?: () => void;
}

export type OpenedCloud = CloudAccess & {
  /** Resolves when another process ran it and has stopped it; absent where it was started here. */
  readonly stopped?: Promise<void>;
  /** What an earlier process left, where it was started here. */
  readonly left?: Cloud['left'];
};

export function isOwn({ stopped }: OpenedCloud): boolean {
  return stopped === undefined;
}

/**
 * Connects to the cloud that runs on the directory, or starts one. One that was started here ends what others began in it
 * before it closes, and waits until nobody uses it: their imports would be stopped otherwise.
 * @throws StateInUse when another process holds the directory and its cloud does not come up
 */
export async function openCloud({ onStayOpen, onStart, ...options }: OpenCloudOptions): Promise<OpenedCloud> {
  const giveUpAt = Date.now() + COMES_UP_WITHIN_MS;
  for (;;) {
    const running = await connectCloud(options.stateDir);
    if (running !== undefined) return running;
    onStart?.();
    onStart = undefined;
    try {
      const cloud = await startCloud(options);
      const close = async (): Promise<void> => {
        const telling = setTimeout(() => onStayOpen?.(cloud.guests.count()), CLOSES_WITHIN_MS);
        await cloud.idle();
        while (!cloud.guests.shut()) {
          await cloud.guests.gone();
          await cloud.idle();
        }
        clearTimeout(telling);
        await cloud.close();
      };
      return { ...cloud, close, [Symbol.asyncDispose]: close };
    } catch (error) {
      if (!(error instanceof StateInUse) || Date.now() > giveUpAt) throw error;
    }
    await wait(LOOK_AGAIN_MS);
  }
}
