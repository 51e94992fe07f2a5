import { createServer } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { closeServer, listen } from '../listen.ts';
import type { ThreadReport } from '../service-thread.ts';
import { createRecorder } from './recorder.ts';

export interface SesThreadData {
  readonly mailDirectory: string;
  readonly port: number;
}

const { mailDirectory, port } = workerData as SesThreadData;

// Loading the inbox takes most of a second; whoever starts the cloud need not wait for it, only the first mail.
const inbox = import('./start-inbox.ts').then(({ startInbox }) => startInbox(mailDirectory));
inbox.catch(() => undefined);
const recorder = createServer(createRecorder(inbox, mailDirectory));

parentPort?.once('message', () => void closeServer(recorder).then(() => process.exit(0)));
const report: ThreadReport = await listen(recorder, port).then(
  (endpoint) => ({ endpoint }),
  (error: Error) => ({ failure: `SES does not start: ${error.message}` }),
);
parentPort?.postMessage(report);
