import { parentPort, workerData } from 'node:worker_threads';
import dynalite from 'dynalite';
import database, { type Store } from 'dynalite/db/index.js';
import { closeServer, listen } from '../listen.ts';
import type { ThreadReport } from '../service-thread.ts';
import type { TablePlan } from '../template/planned.ts';
import { putInFront } from './front.ts';
import { indexKeysOf } from './index-keys.ts';
import { recordChanges } from './streams.ts';
import { createStreamsApi } from './streams-api.ts';
import { streamsOf } from './streams-of.ts';

export interface DynaliteThreadData {
  readonly directory: string;
  readonly port: number;
  readonly region: string;
  readonly tables: readonly TablePlan[];
}

const HOUR_MS = 3_600_000;
/** DynamoDB keeps records for 24 hours. Here only the time counts in which the cloud runs: see the README. */
const RECORD_LIFE_MS = 24 * HOUR_MS;

const { directory, port, region, tables } = workerData as DynaliteThreadData;
const { server, store } = createDynalite();
const streams = await Promise.all(
  streamsOf(tables).map(async (stream) => ({
    ...stream,
    log: await recordChanges(store, stream, { region, now: () => new Date() }),
  })),
);
putInFront(server, indexKeysOf(tables), createStreamsApi(streams));
setInterval(() => {
  for (const { log } of streams) void log.trim(new Date(Date.now() - RECORD_LIFE_MS));
}, HOUR_MS).unref();

// dynalite's close() also closes LevelDB, after the last request was answered.
parentPort?.once('message', () => void closeServer(server).then(() => process.exit(0)));
const report: ThreadReport = await listen(server, port).then(
  (endpoint) => ({ endpoint }),
  (error: Error) => ({ failure: `DynamoDB does not start: ${error.message}` }),
);
parentPort?.postMessage(report);

/** dynalite does not hand out its store, in which the streams are written. */
function createDynalite() {
  const { create } = database;
  const stores: Store[] = [];
  database.create = (options) => {
    const store = create(options);
    stores.push(store);
    return store;
  };
  const server = dynalite({ path: directory, createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  const [store] = stores;
  if (store === undefined) throw new Error('dynalite has not created its store');
  return { server, store };
}
