import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import { closeServer, listen } from '../listen.ts';
import type { ThreadReport } from '../service-thread.ts';

export interface DynaliteThreadData {
  readonly directory: string;
  readonly port: number;
}

const { directory, port } = workerData as DynaliteThreadData;
const server = dynalite({ path: directory, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });

// Its close() also closes LevelDB, after the last request has been answered.
parentPort?.once('message', () => void closeServer(server).then(() => process.exit(0)));
const report: ThreadReport = await listen(server, port).then(
  (endpoint) => ({ endpoint }),
  (error: Error) => ({ failure: `DynamoDB does not start: ${error.message}` }),
);
parentPort?.postMessage(report);
