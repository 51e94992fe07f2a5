import { type AttributeValue, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { LIST_ATTRIBUTES } from '../contracts/attribute-name.ts';
import type { StoredUser } from '../core/user/stored-user.ts';
import { LIST_SHARDS, listsOf, mergeKeys } from '../core/user/user-list.ts';
import { batchGet } from './dynamo-batch-get.ts';
import { quickDynamoClient } from './dynamo-quick-client.ts';
import { storedUserOf } from './dynamo-user-item.ts';

/** A user with the times of Rollcall's writes: absent for one that only another system has written. */
export interface DatedUser extends StoredUser {
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

export interface ListedKeys {
  readonly tenant: string;
  readonly importType: string;
  /** Continues behind this key. */
  readonly after?: string | undefined;
  /** How many keys the caller will probably use. */
  readonly expected: number;
}

/** Reads users for people and programs. */
export interface UserList {
  /** Keys of the users table in their order. The index is eventually consistent. */
  keys(wanted: ListedKeys): AsyncIterable<string>;
  read(userKeys: readonly string[]): Promise<ReadonlyMap<string, DatedUser>>;
}

const INDEX = 'byType';

export function createDynamoUserList(table: string, client = quickDynamoClient()): UserList {
  return {
    keys: ({ tenant, importType, after, expected }) => {
      // The keys are spread evenly: twice the share of a partition is rarely too few.
      const limit = Math.ceil((2 * expected) / LIST_SHARDS) + 2;
      return mergeKeys(
        listsOf(tenant, importType).map((list) => keysOf({ client, table, list, after, limit })),
      );
    },
    read: async (userKeys) => {
      const items = await batchGet(client, table, userKeys);
      return new Map(items.map((item) => [String(item.userKey), datedUser(item)]));
    },
  };
}

interface Partition {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly list: string;
  readonly after: string | undefined;
  readonly limit: number;
}

async function* keysOf({ client, table, list, after, limit }: Partition): AsyncGenerator<string> {
  let from: Record<string, AttributeValue> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: INDEX,
        KeyConditionExpression: `#list = :list${after === undefined ? '' : ' AND #key > :after'}`,
        ExpressionAttributeNames: {
          '#list': LIST_ATTRIBUTES.partition,
          ...(after !== undefined && { '#key': LIST_ATTRIBUTES.sort }),
        },
        ExpressionAttributeValues: {
          ':list': { S: list },
          ...(after !== undefined && { ':after': { S: after } }),
        },
        Limit: limit,
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const { userKey } of Items) if (userKey?.S !== undefined) yield userKey.S;
    from = LastEvaluatedKey;
  } while (from !== undefined);
}

function datedUser(item: Readonly<Record<string, unknown>>): DatedUser {
  const { _createdAt: createdAt, _updatedAt: updatedAt } = item;
  return {
    ...storedUserOf(item),
    ...(typeof createdAt === 'string' && { createdAt }),
    ...(typeof updatedAt === 'string' && { updatedAt }),
  };
}
