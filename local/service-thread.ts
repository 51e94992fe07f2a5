import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { compileCacheVariable } from './compile-cache.ts';

/** Posted once by the thread of a service: its endpoint, or why it did not start. */
export type ThreadReport = { readonly endpoint: string } | { readonly failure: string };

export interface ServiceThread {
  readonly endpoint: string;
  /** Asks the thread to close its service; resolves when it has ended. */
  close(): Promise<void>;
}

/**
 * Starts an embedded service in its own thread, so that neither its work nor loading its code blocks this thread.
 * @param module the thread's file; it must post one ThreadReport, and exit after any message
 * @param env the complete environment of the thread
 * @throws when the service does not start
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
  // During the start, an error rejects the start. Later, the callers of the service notice that it is gone.
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
