import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { type ImportSession, ImportSessionSchema } from '../contracts/import-session.ts';
import { itemKeys } from '../core/naming/item-keys.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';

/** The import sessions of the API in the imports table, one item each. */
export interface SessionStore {
  put(session: ImportSession): Promise<void>;
  /** Also returns a session that has expired. */
  find(sessionId: string): Promise<ImportSession | undefined>;
  remove(sessionId: string): Promise<void>;
}

export function createDynamoSessionStore(table: string, client = dynamoClient()): SessionStore {
  const dynamo = documentClient(client);
  return {
    async put({ tenant, ...session }) {
      const expiresAt = Math.ceil(Date.parse(session.validUntil) / 1000);
      // No attribute `tenant`: the index of a tenant's imports would list the session among them.
      const Item = { ...itemKeys.session(session.sessionId), ...session, sessionOf: tenant, expiresAt };
      await dynamo.send(new PutCommand({ TableName: table, Item }));
    },
    async find(sessionId) {
      const Key = itemKeys.session(sessionId);
      const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && ImportSessionSchema.parse({ ...Item, tenant: Item.sessionOf });
    },
    async remove(sessionId) {
      await dynamo.send(new DeleteCommand({ TableName: table, Key: itemKeys.session(sessionId) }));
    },
  };
}
