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

/** Values by key. A value written in this step comes first, then one stored by an earlier step, then the table. */
export interface OverlayCells<V> {
  read(keys: readonly string[]): Promise<ReadonlyMap<string, V>>;
  write(key: string, value: V): void;
  persist(isNeeded: (key: string, value: V) => boolean): Promise<void>;
}

/** The value of a key before this step, and whether an earlier step had stored it. */
interface Before<V> {
  readonly value: V | undefined;
  readonly stored: boolean;
}

export function createOverlayCells<V>(source: CellSource<V>): OverlayCells<V> {
  const { step, previews } = source;
  const before = new Map<string, Before<V>>();
  const written = new Map<string, V>();

  /** Reads the values that are not known yet. A value that was read does not change within a step. */
  async function load(keys: readonly string[]): Promise<void> {
    const unread = [...new Set(keys)].filter((key) => !before.has(key));
    if (unread.length === 0) return;
    const earlier = await readEarlier(unread);
    const inTable = await source.readTable(unread.filter((key) => !earlier.has(key)));
    for (const key of unread) {
      const value = earlier.has(key) ? earlier.get(key) : inTable.get(key);
      before.set(key, { value, stored: earlier.has(key) });
    }
  }

  /**
   * The values stored by earlier steps. A value that an earlier run of this step stored is replaced by the one that
   * run had found.
   */
  async function readEarlier(keys: readonly string[]): Promise<ReadonlyMap<string, V>> {
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

  async function persistOne(store: PreviewStore, key: string, value: V): Promise<void> {
    const { importId, order } = step;
    const replaced = before.get(key);
    const item: PreviewItem = { order, value: source.pack(value), replaced: replaced?.stored === true };
    // Written first: a run that finds the value of this step also finds the value that it replaced.
    if (replaced?.stored && replaced.value !== undefined)
      await store.write(importId, beforeKey(key), {
        order,
        value: source.pack(replaced.value),
        replaced: false,
      });
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
    persist: async (isNeeded) => {
      if (previews === undefined) return;
      const needed = [...written].filter(([key, value]) => isNeeded(key, value));
      await pMap(needed, ([key, value]) => persistOne(previews, key, value), {
        concurrency: PARALLEL_WRITES,
      });
    },
  };
}
