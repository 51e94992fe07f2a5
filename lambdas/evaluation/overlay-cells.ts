import pMap from 'p-map';
import { beforeKey, type PreviewItem, type PreviewStore } from '../adapters/dynamo-preview-store.ts';

const PARALLEL_WRITES = 16;

/** One step of an evaluation. */
export interface OverlayStep {
  readonly importId: string;
  /** 0 for the map, n + 1 for the deferred records of chunk n. Each step sees what the steps before it stored. */
  readonly order: number;
}

export interface CellSource<V> {
  readonly step: OverlayStep;
  readonly previews: PreviewStore | undefined;
  readonly readTable: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>;
  readonly pack: (value: V) => unknown;
  readonly unpack: (value: unknown) => V;
}

/** Values by key: those written in this step, over those that earlier steps left, over the table's. */
export interface OverlayCells<V> {
  read(keys: readonly string[]): Promise<ReadonlyMap<string, V>>;
  write(key: string, value: V): void;
  leave(isNeeded: (key: string, value: V) => boolean): Promise<void>;
}

/** What a key had before this step, and whether an earlier step had left it. */
interface Before<V> {
  readonly value: V | undefined;
  readonly left: boolean;
}

export function createOverlayCells<V>(source: CellSource<V>): OverlayCells<V> {
  const { step, previews } = source;
  const before = new Map<string, Before<V>>();
  const written = new Map<string, V>();

  /** Reads what is not known yet of these keys; what was read once does not change within a step. */
  async function load(keys: readonly string[]): Promise<void> {
    const unread = [...new Set(keys)].filter((key) => !before.has(key));
    if (unread.length === 0) return;
    const left = await readLeft(unread);
    const inTable = await source.readTable(unread.filter((key) => !left.has(key)));
    for (const key of unread) {
      const value = left.has(key) ? left.get(key) : inTable.get(key);
      before.set(key, { value, left: left.has(key) });
    }
  }

  /** What steps before this one left. Where an earlier run of this very step was here, what that one found. */
  async function readLeft(keys: readonly string[]): Promise<ReadonlyMap<string, V>> {
    if (previews === undefined) return new Map();
    const items = await previews.read(step.importId, keys);
    const own = [...items].filter(([, item]) => item.order === step.order && item.replaced);
    const replaced = await previews.read(
      step.importId,
      own.map(([key]) => beforeKey(key)),
    );
    const found = [...items].flatMap(([key, item]) => {
      const counts = item.order === step.order ? replaced.get(beforeKey(key)) : item;
      return counts === undefined ? [] : [[key, source.unpack(counts.value)] as const];
    });
    return new Map(found);
  }

  async function leaveOne(store: PreviewStore, key: string, value: V): Promise<void> {
    const { importId, order } = step;
    const was = before.get(key);
    const item: PreviewItem = { order, value: source.pack(value), replaced: was?.left === true };
    // First, so that whoever finds this step's value finds what it replaced as well.
    if (was?.left && was.value !== undefined)
      await store.write(importId, beforeKey(key), { order, value: source.pack(was.value), replaced: false });
    await store.write(importId, key, item);
  }

  return {
    read: async (keys) => {
      await load(keys);
      const found = keys.flatMap((key) => {
        const value = written.get(key) ?? before.get(key)?.value;
        return value === undefined ? [] : [[key, value] as const];
      });
      return new Map(found);
    },
    write: (key, value) => void written.set(key, value),
    leave: async (isNeeded) => {
      if (previews === undefined) return;
      const needed = [...written].filter(([key, value]) => isNeeded(key, value));
      await pMap(needed, ([key, value]) => leaveOne(previews, key, value), { concurrency: PARALLEL_WRITES });
    },
  };
}
