import { DeleteCommand, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type IdempotentRequest, IdempotentRequestSchema } from '../contracts/idempotent-request.ts';
import { itemKeys } from '../core/naming/item-keys.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { succeeds } from './dynamo-condition.ts';

/** Requests with an idempotency key, in the imports table. Each change depends on `claimedAt`, as the caller has read it. */
export interface IdempotencyStore {
  /** Also returns a request that has expired. */
  find(id: string): Promise<IdempotentRequest | undefined>;
  /** @param replaces an expired request. False: another call was first. */
  start(id: string, request: IdempotentRequest, replaces?: IdempotentRequest): Promise<boolean>;
  /** Takes over a request whose invocation has died. False: another call was first. */
  claim(id: string, from: IdempotentRequest, claimedAt: string): Promise<boolean>;
  /** Without effect if another call has taken over. */
  finish(id: string, claimedAt: string, answer: string): Promise<void>;
  /** Without effect if another call has taken over. */
  remove(id: string, claimedAt: string): Promise<void>;
}

export function createDynamoIdempotencyStore(table: string, client = dynamoClient()): IdempotencyStore {
  const dynamo = documentClient(client);
  const claimedBy = (claimedAt: string) => ({
    ConditionExpression: 'claimedAt = :claimed',
    ExpressionAttributeValues: { ':claimed': claimedAt },
  });
  const set = (id: string, name: 'claimedAt' | 'answer', value: string, claimedAt: string) =>
    succeeds(
      dynamo.send(
        new UpdateCommand({
          TableName: table,
          Key: itemKeys.idempotentRequest(id),
          UpdateExpression: `SET ${name} = :value`,
          ConditionExpression: 'claimedAt = :claimed',
          ExpressionAttributeValues: { ':value': value, ':claimed': claimedAt },
        }),
      ),
    );
  return {
    async find(id) {
      const Key = itemKeys.idempotentRequest(id);
      const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && IdempotentRequestSchema.parse(Item);
    },
    start: (id, request, replaces) =>
      succeeds(
        dynamo.send(
          new PutCommand({
            TableName: table,
            Item: { ...itemKeys.idempotentRequest(id), ...request },
            ...(replaces === undefined
              ? { ConditionExpression: 'attribute_not_exists(importId)' }
              : claimedBy(replaces.claimedAt)),
          }),
        ),
      ),
    claim: (id, from, claimedAt) => set(id, 'claimedAt', claimedAt, from.claimedAt),
    finish: async (id, claimedAt, answer) => {
      await set(id, 'answer', answer, claimedAt);
    },
    remove: async (id, claimedAt) => {
      const Key = itemKeys.idempotentRequest(id);
      await succeeds(dynamo.send(new DeleteCommand({ TableName: table, Key, ...claimedBy(claimedAt) })));
    },
  };
}
