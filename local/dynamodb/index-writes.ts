import database, { type Operation, type Table } from 'dynalite/db/index.js';
import type { Json } from '../template/stack.ts';

type Item = { readonly [name: string]: Json };

interface IndexWrites {
  /** The item before the write. */
  readonly before: Item | undefined;
  readonly operations: readonly Operation[];
}

/**
 * Holds back what dynalite writes into the indexes of a table, until the item itself is written: both then are in one
 * batch. dynalite writes the indexes first, so that a query finds an item that cannot be read yet.
 */
export function collectIndexWrites(table: string) {
  const collected = new Map<string, IndexWrites>();
  const { updateIndexes } = database;
  database.updateIndexes = (store, definition, before, after, done) => {
    const present = after ?? before;
    if (definition.TableName !== table || !present)
      return updateIndexes(store, definition, before, after, done);
    collected.set(database.createKey(present, definition), {
      before: before ?? undefined,
      operations: operationsOf(definition, before, after),
    });
    done();
  };
  return {
    /** dynalite locks the item from the one call to the other. */
    take(key: string): IndexWrites {
      const found = collected.get(key);
      collected.delete(key);
      return found ?? { before: undefined, operations: [] };
    },
  };
}

function operationsOf(table: Table, before: Item | null | undefined, after: Item | null | undefined) {
  return (['Local', 'Global'] as const).flatMap((kind): readonly Operation[] => {
    const indexes = table[`${kind}SecondaryIndexes`] ?? [];
    const { puts, deletes } = database.getIndexActions(indexes, before, after, table);
    const name = (index: string, key: string): string =>
      `index-${kind.toLowerCase()}~${table.TableName}~${index}~${key}`;
    return [
      ...deletes.map(({ index, key }) => ({ type: 'del', key: name(index, key) }) as const),
      ...puts.map(({ index, key, item }) => ({ type: 'put', key: name(index, key), value: item }) as const),
    ];
  });
}
