import type { TablePlan } from '../template/planned.ts';
import type { IndexKeys } from './limits.ts';

interface Index {
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: 'HASH' | 'RANGE' }[];
}

/** Looks up the key attributes of the secondary indexes of a table, by the name of the table. */
export function indexKeysOf(tables: readonly TablePlan[]): (table: string) => IndexKeys {
  const keys = new Map<string, IndexKeys>(
    tables.map(({ name, createTable }) => {
      const { GlobalSecondaryIndexes = [], LocalSecondaryIndexes = [] } = createTable as {
        readonly GlobalSecondaryIndexes?: readonly Index[];
        readonly LocalSecondaryIndexes?: readonly Index[];
      };
      const schemas = [...GlobalSecondaryIndexes, ...LocalSecondaryIndexes].flatMap(
        ({ KeySchema }) => KeySchema,
      );
      return [name, new Map(schemas.map(({ AttributeName, KeyType }) => [AttributeName, KeyType]))];
    }),
  );
  const none: IndexKeys = new Map();
  return (table) => keys.get(table) ?? none;
}
