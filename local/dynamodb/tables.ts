import { isDeepStrictEqual } from 'node:util';
import type { TablePlan } from '../template/planned.ts';
import type { Json } from '../template/stack.ts';
import { call, DynamoDbError } from './call.ts';

/** Creates the tables that do not exist yet. @throws if a table on disk has other keys or indexes */
export async function createTables(endpoint: string, tables: readonly TablePlan[]): Promise<void> {
  await Promise.all(
    tables.map(async ({ name, createTable }) => {
      const found = await describe(endpoint, name);
      if (found === undefined) await call(endpoint, 'CreateTable', createTable);
      else if (!isDeepStrictEqual(shapeOf(found), shapeOf(createTable))) {
        throw new Error(
          `table ${name} on disk has other keys or indexes than in the template: to start again without data, remove the state directory`,
        );
      }
      if (found?.TableStatus !== 'ACTIVE') await untilActive(endpoint, name);
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

/** Polls without a delay: with createTableMs 0 a table becomes active within one or two iterations of the event loop. */
async function untilActive(endpoint: string, name: string): Promise<void> {
  while ((await describe(endpoint, name))?.TableStatus !== 'ACTIVE');
}

type Index = { readonly IndexName: string; readonly KeySchema: Json; readonly Projection: Json };

/** The parts of a table that must agree, sorted, because DynamoDB lists indexes and attributes in any order. */
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
