import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import { closeServer, listen } from '../listen.ts';
import type { ThreadReport } from '../service-thread.ts';
import type { TablePlan } from '../template/planned.ts';
import { enforceLimits } from './front.ts';
import { indexKeysOf } from './index-keys.ts';

export interface DynaliteThreadData {
  readonly directory: string;
  readonly port: number;
  readonly tables: readonly TablePlan[];
}

const { directory, port, tables } = workerData as DynaliteThreadData;
const server = dynalite({ path: directory, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
enforceLimits(server, indexKeysOf(tables));

// dynalite's close() also closes LevelDB, after the last request was answered.
parentPort?.once('message', () => void closeServer(server).then(() => process.exit(0)));
const report: ThreadReport = await listen(server, port).then(
  (endpoint) => ({ endpoint }),
  (error: Error) => ({ failure: `DynamoDB does not start: ${error.message}` }),
);
parentPort?.postMessage(report);
