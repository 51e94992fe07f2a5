import { isDeepStrictEqual } from 'node:util';
import type { TablePlan } from '../template/planned.ts';
import type { Json } from '../template/stack.ts';
import { call, DynamoDbError } from './call.ts';

/** Creates the tables that are not there yet. @throws when one lies on disk with another shape */
export async function createTables(endpoint: string, tables: readonly TablePlan[]): Promise<void> {
  await Promise.all(
    tables.map(async ({ name, createTable }) => {
      const found = await describe(endpoint, name);
      if (found === undefined) await call(endpoint, 'CreateTable', createTable);
      else if (!isDeepStrictEqual(shapeOf(found), shapeOf(createTable))) {
        throw new Error(
          `table ${name} lies on disk with other keys or indexes than the template's: remove the state directory to start anew`,
        );
      }
      await untilActive(endpoint, name);
    }),
  );
}

type Description = { readonly [name: string]: Json };

async function describe(endpoint: string, name: string): Promise<Description | undefined> {
  try {
    return (await call(endpoint, 'DescribeTable', { TableName: name })).Table as Description;
  } catch (error) {
    if (error instanceof DynamoDbError && error.name === 'ResourceNotFoundException') return undefined;
    throw error;
  }
}

/** With createTableMs 0 a table is active within a turn or two of the thread. */
async function untilActive(endpoint: string, name: string): Promise<void> {
  while ((await describe(endpoint, name))?.TableStatus !== 'ACTIVE');
}

type Index = { readonly IndexName: string; readonly KeySchema: Json; readonly Projection: Json };

/** What must agree, in an order of its own: DynamoDB lists indexes and attributes in any. */
function shapeOf(table: Description): unknown {
  const indexes = (name: string): readonly Index[] =>
    ((table[name] ?? []) as unknown as readonly Index[])
      .map(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }))
      .sort((a, b) => (a.IndexName < b.IndexName ? -1 : 1));
  const attributes = (table.AttributeDefinitions ?? []) as unknown as readonly {
    readonly AttributeName: string;
  }[];
  return {
    keys: table.KeySchema,
    attributes: [...attributes].sort((a, b) => (a.AttributeName < b.AttributeName ? -1 : 1)),
    global: indexes('GlobalSecondaryIndexes'),
    local: indexes('LocalSecondaryIndexes'),
  };
}
