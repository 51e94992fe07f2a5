import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { compileCacheVariable } from './compile-cache.ts';

/** What a service's thread tells when it listens, or why it does not. */
export type ThreadReport = { readonly endpoint: string } | { readonly failure: string };

export interface ServiceThread {
  readonly endpoint: string;
  /** Asks the thread to close its service; resolves when it has ended. */
  close(): Promise<void>;
}

/**
 * Starts an embedded service in a thread of its own: its work, and loading its code, leave this one free.
 * @param module the thread's file; it must post one ThreadReport, and end by itself after any message
 * @param env the thread's whole environment
 * @throws when the service does not come up
 */
export async function startServiceThread(
  module: URL,
  workerData: unknown,
  env: NodeJS.ProcessEnv = {},
): Promise<ServiceThread> {
  const thread = new Worker(module, {
    workerData,
    env: { ...compileCacheVariable(), ...env },
    execArgv: [],
    stdout: false,
    stderr: false,
  });
  const ended = once(thread, 'exit');
  // A service that dies later is noticed by whoever calls it; until then its error is the reason of the start's failure.
  const died = new Promise<never>((_, reject) => thread.on('error', reject));
  died.catch(() => undefined);
  const gone = ended.then(([code]) =>
    Promise.reject(new Error(`${module.pathname} ended with ${String(code)}`)),
  );
  gone.catch(() => undefined);
  const [report] = (await Promise.race([once(thread, 'message'), died, gone])) as [ThreadReport];
  if ('failure' in report) throw new Error(report.failure);
  return {
    endpoint: report.endpoint,
    close: async () => {
      thread.postMessage('close');
      await ended;
    },
  };
}
