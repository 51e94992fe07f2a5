import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import pMap from 'p-map';
import { createQuickDynamoClient } from '../lambdas/adapters/dynamo-quick-client.ts';
import { createDynamoUserStore, type UserWrite } from '../lambdas/adapters/dynamo-user-store.ts';
import { NO_SETTINGS } from '../lambdas/contracts/no-settings.ts';
import { readRecord } from '../lambdas/core/import-type/read-record.ts';
import { fieldsOfRow } from '../lambdas/core/import-type/record-fields.ts';
import { participants as definition } from '../lambdas/import-types/participants.ts';
import type { ClientConfig } from '../local/cloud-types.ts';
import { PARTICIPANT_COLUMNS, participantCells } from './participants-csv.ts';

const participants = definition.resolve({ settings: NO_SETTINGS, parameters: undefined });

/** A loop of the UpdateItem calls that an import makes. */
export interface Loop {
  readonly table: string;
  readonly config: ClientConfig;
  readonly tenant: string;
  /** The first participant; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  /** Concurrent calls. */
  readonly concurrency: number;
}

/** @returns the duration of the calls in seconds, without the time to prepare their input */
export async function runLoop({ table, config, tenant, from, to, concurrency }: Loop): Promise<number> {
  const users = createDynamoUserStore(table, () => new Date(), createQuickDynamoClient(config));
  const writes = Array.from({ length: to - from }, (_, n) => writeOf(tenant, from + n));
  const startedAt = performance.now();
  await pMap(writes, (write) => users.write(write), { concurrency });
  return (performance.now() - startedAt) / 1000;
}

/** Loops in separate processes, like the workers of an import. */
export interface LoopProcesses extends Disposable {
  /** Divides the loop among the processes. @returns the duration of the slowest in seconds */
  run(loop: Loop): Promise<number>;
}

export function startLoopProcesses(count: number): LoopProcesses {
  const children = Array.from({ length: count }, () => fork(fileURLToPath(import.meta.url)));
  return {
    async run(loop) {
      const share = Math.ceil((loop.to - loop.from) / count);
      const seconds = children.map((child, i) => {
        const from = loop.from + i * share;
        const to = Math.min(loop.to, from + share);
        return askFor(child, { ...loop, from, to, concurrency: loop.concurrency / count });
      });
      return Math.max(...(await Promise.all(seconds)));
    },
    [Symbol.dispose]: () => children.forEach((child) => void child.kill()),
  };
}

async function askFor(child: ChildProcess, loop: Loop): Promise<number> {
  child.send(loop);
  const [seconds] = await once(child, 'message');
  return Number(seconds);
}

function writeOf(tenant: string, n: number): UserWrite {
  const cells = participantCells(n, 'no quotes');
  const read = readRecord(participants, tenant, fieldsOfRow(PARTICIPANT_COLUMNS, cells), { onBlank: 'keep' });
  if (!read.ok) throw new Error('the bench makes valid records');
  const { userKey, set } = read.change;
  const mark = {
    importId: 'bare',
    fencingToken: 0,
    step: 'chunk 0',
    outcomes: { [n]: 'created' },
    lastRecordNumber: n,
    released: {},
  } as const;
  const diff = { set, remove: [], sets: new Map() };
  return { userKey, tenant, importType: 'participants', diff, mark, expected: undefined, absent: [] };
}

if (import.meta.main) {
  process.on('message', (loop: Loop) => void runLoop(loop).then((seconds) => process.send?.(seconds)));
}
