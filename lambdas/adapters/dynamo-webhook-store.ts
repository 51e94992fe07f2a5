import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Webhook, WebhookSchema } from '../contracts/webhook.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { createWebhookDeliveries, type WebhookDeliveries } from './dynamo-webhook-deliveries.ts';
import {
  createItemAccess,
  DUE,
  ENDPOINT_PREFIX,
  type EndpointKey,
  endpointItem,
  rangeOf,
} from './dynamo-webhook-items.ts';

type WebhookChange = Partial<Omit<Webhook, 'webhookId' | 'tenant' | 'createdAt'>>;

/** The endpoints of tenants and the messages to them, in a table of their own: it contains secrets. */
export interface WebhookStore extends WebhookDeliveries {
  create(webhook: Webhook): Promise<void>;
  find(key: EndpointKey): Promise<Webhook | undefined>;
  list(tenant: string): Promise<readonly Webhook[]>;
  /** False: there is no such endpoint, or it has changed since `from` was read. */
  change(from: Webhook, change: WebhookChange, remove?: readonly (keyof Webhook)[]): Promise<boolean>;
  remove(key: EndpointKey): Promise<void>;
}

export function createDynamoWebhookStore(
  table: string,
  now: () => Date,
  client = dynamoClient(),
): WebhookStore {
  const dynamo = documentClient(client);
  const { get, update } = createItemAccess(table, dynamo);
  return {
    ...createWebhookDeliveries(table, now, dynamo),
    create: async (webhook) => {
      const Item = { ...webhook, item: endpointItem(webhook.webhookId) };
      await dynamo.send(new PutCommand({ TableName: table, Item }));
    },
    find: async ({ tenant, webhookId }) => {
      const item = await get({ tenant, item: endpointItem(webhookId) });
      return item && WebhookSchema.parse(item);
    },
    list: async (tenant) => {
      const { Items = [] } = await dynamo.send(new QueryCommand(rangeOf(table, tenant, ENDPOINT_PREFIX)));
      return Items.map((item) => WebhookSchema.parse(item));
    },
    change: ({ tenant, webhookId, updatedAt }, change, remove = []) =>
      update(
        { tenant, item: endpointItem(webhookId) },
        {
          set: {
            ...change,
            updatedAt: later(updatedAt, now()),
            ...(change.dueAt !== undefined && { due: DUE }),
          },
          remove: remove.flatMap((name) => (name === 'dueAt' ? ['dueAt', 'due'] : [name])),
          condition: '#was = :was',
          names: { '#was': 'updatedAt' },
          values: { ':was': updatedAt },
        },
      ),
    remove: async ({ tenant, webhookId }) => {
      const Key = { tenant, item: endpointItem(webhookId) };
      await dynamo.send(new DeleteCommand({ TableName: table, Key }));
    },
  };
}

/** Each change has another time, because the next one is compared by it. */
function later(than: string, now: Date): string {
  return new Date(Math.max(now.getTime(), Date.parse(than) + 1)).toISOString();
}
