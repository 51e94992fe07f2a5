import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DeliveryKey } from '../contracts/webhook.ts';
import { itemKeys } from '../core/naming/item-keys.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { ttl } from './dynamo-ttl.ts';

const DAY_MS = 86_400_000;

/**
 * Asks that a message is sent to an endpoint at once. The request is an item of the imports table, whose stream becomes
 * events: the API needs no client of EventBridge, which would make its bundle larger.
 */
export type RequestDelivery = (key: DeliveryKey) => Promise<void>;

export function createDynamoDeliveryRequests(
  table: string,
  now: () => Date,
  client = dynamoClient(),
): RequestDelivery {
  const dynamo = documentClient(client);
  return async ({ tenant, webhookId, deliveryId }) => {
    const at = now();
    // No attribute `tenant`: the index of a tenant's imports would list it among them. `at` makes each request a change.
    const request = { requestOf: tenant, webhookId, deliveryId, at: at.toISOString() };
    const Item = {
      ...itemKeys.deliveryRequest(webhookId, deliveryId),
      ...request,
      ...ttl(new Date(at.getTime() + DAY_MS)),
    };
    await dynamo.send(new PutCommand({ TableName: table, Item }));
  };
}
