import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import sesLocal from 'aws-ses-v2-local';
import { closeServer, listen } from '../listen.ts';
import type { ThreadReport } from '../service-thread.ts';
import { createRecorder } from './recorder.ts';
import { refillInbox } from './refill-inbox.ts';

export interface SesThreadData {
  readonly mailDirectory: string;
  readonly port: number;
}

const { mailDirectory, port } = workerData as SesThreadData;

async function start(): Promise<ThreadReport> {
  const inbox = await sesLocal.default({ host: '127.0.0.1', port: 0 });
  const inner = `http://127.0.0.1:${(inbox.address() as AddressInfo).port}`;
  await refillInbox(inner, mailDirectory);
  const recorder = createServer(createRecorder(inner, mailDirectory));
  parentPort?.once(
    'message',
    () => void Promise.all([closeServer(recorder), closeServer(inbox)]).then(() => process.exit(0)),
  );
  return { endpoint: await listen(recorder, port) };
}

parentPort?.postMessage(
  await start().catch((error: Error): ThreadReport => ({ failure: `SES does not start: ${error.message}` })),
);
