declare module 'dynalite' {
  import type { Server } from 'node:http';

  export default function dynalite(options: {
    path: string;
    createTableMs?: number;
    deleteTableMs?: number;
    updateTableMs?: number;
  }): Server;
}

declare module 'dynalite/db/index.js' {
  type Done = (error?: Error | null) => void;
  type Item = { readonly [name: string]: import('../template/stack.ts').Json };

  /** The items of one table in LevelDB, by dynalite's own keys. */
  export interface ItemDb {
    put(key: string, value: Item, done: Done): void;
    del(key: string, done: Done): void;
  }

  export type Operation =
    | { readonly type: 'put'; readonly key: string; readonly value: unknown }
    | { readonly type: 'del'; readonly key: string };

  export interface Store {
    readonly db: {
      batch(operations: readonly Operation[]): Promise<void>;
      iterator(range: {
        readonly gt?: string;
        readonly gte?: string;
        readonly lt: string;
        readonly reverse?: boolean;
        readonly limit?: number;
      }): AsyncIterable<[key: string, value: unknown]>;
    };
    getItemDb(table: string): ItemDb;
  }

  export interface Index {
    readonly IndexName: string;
  }

  export interface Table {
    readonly TableName: string;
    readonly LocalSecondaryIndexes?: readonly Index[];
    readonly GlobalSecondaryIndexes?: readonly Index[];
  }

  const database: {
    create(options: object): Store;
    createKey(item: Item, table: Table): string;
    getIndexActions(
      indexes: readonly Index[],
      before: Item | null | undefined,
      after: Item | null | undefined,
      table: Table,
    ): {
      readonly puts: readonly { readonly index: string; readonly key: string; readonly item: Item }[];
      readonly deletes: readonly { readonly index: string; readonly key: string }[];
    };
    /** Called for each write under the lock of its item, before the item is written. */
    updateIndexes(
      store: Store,
      table: Table,
      before: Item | null | undefined,
      after: Item | null | undefined,
      done: Done,
    ): void;
  };
  export default database;
}
