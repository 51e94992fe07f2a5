import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadReport } from '../service-thread.ts';
import { startInbox } from './start-inbox.ts';

export interface InboxThreadData {
  readonly mailDirectory: string;
}

const { mailDirectory } = workerData as InboxThreadData;

parentPort?.once('message', () => process.exit(0));
const report: ThreadReport = await startInbox(mailDirectory).then(
  (endpoint) => ({ endpoint }),
  (error: Error) => ({ failure: `the inbox does not start: ${error.message}` }),
);
parentPort?.postMessage(report);
