import { setTimeout as wait } from 'node:timers/promises';
import { startCloud } from './cloud.ts';
import type { Cloud, CloudOptions } from './cloud-types.ts';
import { type CloudAccess, connectCloud } from './connect-cloud.ts';
import { StateInUse } from './state-lock.ts';

/** A start takes some seconds, and longer if changed sources must be synthesized. */
const COMES_UP_WITHIN_MS = 120_000;
const LOOK_AGAIN_MS = 200;
/** Closing that takes longer is reported to the user. */
const CLOSES_WITHIN_MS = 1000;

export interface OpenCloudOptions extends CloudOptions {
  /**
   * Called once when the cloud should close but stays open: for this number of other processes that use it or, when it
   * is 0, for executions.
   */
  readonly onStayOpen?: (clients: number) => void;
  /** Called once before a cloud is started. */
  readonly onStart?: () => void;
}

export type OpenedCloud = CloudAccess & {
  /** Resolves when the process that runs the cloud has stopped it; undefined when the cloud was started here. */
  readonly stopped?: Promise<void>;
  /** What was running when the previous process ended; only when the cloud was started here. */
  readonly interrupted?: Cloud['interrupted'];
};

export function isOwn({ stopped }: OpenedCloud): boolean {
  return stopped === undefined;
}

/**
 * Connects to the cloud that runs on the directory, or starts one. Closing a cloud that was started here waits until no
 * other process uses it and no execution runs, except those that only wait: the others would be interrupted.
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
        const telling = setTimeout(() => onStayOpen?.(cloud.clients.count()), CLOSES_WITHIN_MS);
        await cloud.idle();
        while (!cloud.clients.stopAcceptingIfUnused()) {
          await cloud.clients.allGone();
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
