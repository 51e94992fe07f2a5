import { type ServiceThread, startServiceThread } from '../service-thread.ts';
import type { SesThreadData } from './ses-thread.ts';

/**
 * Starts SES and its inbox (a web page at the same endpoint) in a thread: the package keeps its mails in a module,
 * so that two clouds of one process need an instance each.
 * @param mailDirectory where mails are kept
 */
export function startSes(options: {
  readonly mailDirectory: string;
  readonly port: number;
}): Promise<ServiceThread> {
  return startServiceThread(new URL('./ses-thread.ts', import.meta.url), options satisfies SesThreadData);
}
