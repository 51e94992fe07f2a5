import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type Erasure, ErasureSchema } from '../contracts/erasure.ts';
import { itemKeys } from '../core/naming/item-keys.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { ttl } from './dynamo-ttl.ts';

/** Erasures in the imports table, one item each. */
export interface ErasureStore {
  put(erasure: Erasure, expiresAt: Date | undefined): Promise<void>;
  find(erasureId: string): Promise<Erasure | undefined>;
}

export function createDynamoErasureStore(table: string, client = dynamoClient()): ErasureStore {
  const dynamo = documentClient(client);
  return {
    async put({ tenant, ...erasure }, expiresAt) {
      // No attribute `tenant`: the index of a tenant's imports would list it among them.
      const Item = {
        ...itemKeys.erasure(erasure.erasureId),
        ...erasure,
        erasureOf: tenant,
        ...ttl(expiresAt),
      };
      await dynamo.send(new PutCommand({ TableName: table, Item }));
    },
    async find(erasureId) {
      const Key = itemKeys.erasure(erasureId);
      const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && ErasureSchema.parse({ ...Item, tenant: Item.erasureOf });
    },
  };
}
