import { isDeepStrictEqual } from 'node:util';
import type { Operation, Store } from 'dynalite/db/index.js';
import type { StreamPlan } from '../template/planned.ts';
import type { Json } from '../template/stack.ts';
import { collectIndexWrites } from './index-writes.ts';

type Item = { readonly [name: string]: Json };

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html */
export interface StreamRecord {
  readonly eventID: string;
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly dynamodb: {
    /** Seconds. */
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Item;
    readonly NewImage?: Item;
    readonly OldImage?: Item;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: string;
  };
}

export interface TableStream extends StreamPlan {
  readonly table: string;
  /** Names of the key attributes. */
  readonly keys: readonly string[];
}

/** The records of one stream, oldest first. */
export interface StreamLog {
  /** @param after a sequence number; undefined for the oldest record */
  read(after: string | undefined, limit: number): Promise<readonly StreamRecord[]>;
  latest(): string;
  /** Resolves when a record is written, at the latest after this time. */
  written(withinMs: number): Promise<void>;
  /** Deletes records that were written before this time, except the last one. */
  trim(before: Date): Promise<void>;
}

const SEQUENCE_DIGITS = 21;
/** Sequence numbers per millisecond: more than LevelDB can write. */
const PER_MS = 1_000_000n;

/**
 * Makes dynalite write a stream for a table: an item, its entries in indexes and its record are in one batch of LevelDB, so
 * that a kill leaves all of them or none. Records are in the order of the writes. As in DynamoDB, a write that changes nothing has none.
 */
export async function recordChanges(
  store: Store,
  stream: TableStream,
  { region, now }: { readonly region: string; readonly now: () => Date },
): Promise<StreamLog> {
  const prefix = `stream-${stream.table}~`;
  const range = { gte: prefix, lt: `${prefix}~` };
  let last = await lastSequence(store, prefix, BigInt(now().getTime()) * PER_MS);
  let queue: Promise<unknown> = Promise.resolve();
  let waiting: (() => void)[] = [];

  const items = store.getItemDb(stream.table);
  const indexWrites = collectIndexWrites(stream.table);

  async function write(key: string, after: Item | undefined): Promise<void> {
    const { before, operations } = indexWrites.take(key);
    const name = `item-${stream.table}~${key}`;
    const item: Operation = after === undefined ? { type: 'del', key: name } : put(name, after);
    const isChange = !isDeepStrictEqual(plain(before), plain(after));
    if (!isChange) return store.db.batch([item, ...operations]);
    last += 1n;
    const sequence = text(last);
    const record = recordOf(stream, { before, after, sequence, region, at: now() });
    await store.db.batch([item, ...operations, put(`${prefix}${sequence}`, record)]);
    for (const wake of waiting.splice(0)) wake();
  }

  /** One write after another: a reader must not see a record before an earlier one. */
  function enqueue(key: string, item: Item | undefined, done: (error: Error | null) => void): void {
    queue = queue
      .then(() => write(key, item))
      .then(
        () => done(null),
        (error: Error) => done(error),
      );
  }

  items.put = (key, value, done) => enqueue(key, value, done);
  items.del = (key, done) => enqueue(key, undefined, done);

  return {
    latest: () => text(last),
    async read(after, limit) {
      const from = after === undefined ? range : { gt: `${prefix}${after}`, lt: range.lt };
      const entries = await Array.fromAsync(store.db.iterator({ ...from, limit }));
      return entries.map(([, record]) => record as StreamRecord);
    },
    written: (withinMs) =>
      new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          resolve();
        };
        const timer = setTimeout(() => {
          waiting = waiting.filter((one) => one !== wake);
          resolve();
        }, withinMs);
        waiting.push(wake);
      }),
    async trim(before) {
      const lt = `${prefix}${text(BigInt(before.getTime()) * PER_MS)}`;
      const old = await Array.fromAsync(store.db.iterator({ gte: prefix, lt }));
      const all = old.map(([key]) => ({ type: 'del', key }) as const);
      await store.db.batch(all.filter(({ key }) => key !== `${prefix}${text(last)}`));
    },
  };
}

const put = (key: string, value: unknown) => ({ type: 'put', key, value }) as const;

/** dynalite makes objects without a prototype. */
const plain = (item: Item | undefined): unknown =>
  item === undefined ? undefined : JSON.parse(JSON.stringify(item));

const text = (sequence: bigint): string => String(sequence).padStart(SEQUENCE_DIGITS, '0');

/** The clock may have been set back since the last record was written. */
async function lastSequence(store: Store, prefix: string, now: bigint): Promise<bigint> {
  const range = { gte: prefix, lt: `${prefix}~`, reverse: true, limit: 1 };
  const [entry] = await Array.fromAsync(store.db.iterator(range));
  const stored = entry === undefined ? 0n : BigInt(entry[0].slice(prefix.length));
  return stored > now ? stored : now;
}

interface Change {
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  readonly sequence: string;
  readonly region: string;
  readonly at: Date;
}

function recordOf(stream: TableStream, { before, after, sequence, region, at }: Change): StreamRecord {
  const present = after ?? before ?? {};
  const images = {
    ...(after !== undefined && stream.viewType !== 'OLD_IMAGE' && { NewImage: after }),
    ...(before !== undefined && stream.viewType !== 'NEW_IMAGE' && { OldImage: before }),
  };
  return {
    eventID: sequence,
    eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(at.getTime() / 1000),
      Keys: Object.fromEntries(stream.keys.map((name) => [name, present[name] ?? null])),
      ...(stream.viewType === 'KEYS_ONLY' ? {} : images),
      SequenceNumber: sequence,
      SizeBytes: JSON.stringify(images).length,
      StreamViewType: stream.viewType,
    },
  };
}
