import { type DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import {
  type Delivery,
  type DeliveryKey,
  DeliverySchema,
  type DeliveryStatus,
} from '../contracts/webhook.ts';
import { succeeds } from './dynamo-condition.ts';
import {
  createItemAccess,
  DUE,
  deliveryItem,
  deliveryPrefix,
  type EndpointKey,
  rangeOf,
  type WebhookItemKey,
} from './dynamo-webhook-items.ts';

/** Days for which deliveries are kept. */
const DELIVERY_DAYS = 30;
const DAY_SECONDS = 86_400;

export interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  readonly next?: string;
}

export interface DeliveryFilter {
  readonly status?: DeliveryStatus | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Messages to endpoints. */
export interface WebhookDeliveries {
  /** False: the delivery exists. */
  addDelivery(delivery: Delivery): Promise<boolean>;
  findDelivery(key: DeliveryKey): Promise<Delivery | undefined>;
  /** Newest first. */
  pageDeliveries(key: EndpointKey, filter: DeliveryFilter): Promise<DeliveryPage>;
  /** Changes a delivery; `dueAt: undefined` means that it is not due any more. False: it has changed since `from` was read. */
  changeDelivery(from: Delivery, change: Partial<Delivery>): Promise<boolean>;
  /** Until this time, those first that are due for the longest time; eventually consistent. */
  due(until: Date, limit: number): Promise<readonly WebhookItemKey[]>;
}

export function createWebhookDeliveries(
  table: string,
  now: () => Date,
  dynamo: DynamoDBDocumentClient,
): WebhookDeliveries {
  const { get, update } = createItemAccess(table, dynamo);
  return {
    addDelivery: (delivery) => {
      const expiresAt = Math.ceil(now().getTime() / 1000) + DELIVERY_DAYS * DAY_SECONDS;
      const Item = { ...delivery, item: deliveryItem(delivery), due: DUE, expiresAt };
      return succeeds(
        dynamo.send(
          new PutCommand({ TableName: table, Item, ConditionExpression: 'attribute_not_exists(tenant)' }),
        ),
      );
    },
    findDelivery: async (key) => {
      const item = await get({ tenant: key.tenant, item: deliveryItem(key) });
      return item && DeliverySchema.parse(item);
    },
    pageDeliveries: (key, filter) => queryPage(dynamo, table, key, filter),
    changeDelivery: (from, change) => {
      const { dueAt, ...set } = change;
      const isDue = dueAt !== undefined;
      const sameDue = from.dueAt === undefined ? 'attribute_not_exists(#was)' : '#was = :was';
      return update(
        { tenant: from.tenant, item: deliveryItem(from) },
        {
          set: { ...set, ...(isDue && { dueAt, due: DUE }) },
          remove: isDue || !('dueAt' in change) ? [] : ['dueAt', 'due'],
          condition: `#status = :status AND #attempts = :attempts AND ${sameDue}`,
          names: { '#status': 'status', '#attempts': 'attempts', '#was': 'dueAt' },
          values: {
            ':status': from.status,
            ':attempts': from.attempts,
            ...(from.dueAt !== undefined && { ':was': from.dueAt }),
          },
        },
      );
    },
    due: async (until, limit) => {
      const { Items = [] } = await dynamo.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'due',
          Limit: limit,
          KeyConditionExpression: 'due = :due AND dueAt <= :until',
          ExpressionAttributeValues: { ':due': DUE, ':until': until.toISOString() },
        }),
      );
      return Items.map(({ tenant, item }) => ({ tenant: String(tenant), item: String(item) }));
    },
  };
}

async function queryPage(
  dynamo: DynamoDBDocumentClient,
  table: string,
  { tenant, webhookId }: EndpointKey,
  { status, after, limit }: DeliveryFilter,
): Promise<DeliveryPage> {
  const prefix = deliveryPrefix(webhookId);
  const range = rangeOf(table, tenant, prefix);
  const { Items = [], LastEvaluatedKey } = await dynamo.send(
    new QueryCommand({
      ...range,
      ScanIndexForward: false,
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: { tenant, item: `${prefix}${after}` } }),
      ...(status !== undefined && {
        FilterExpression: '#status = :status',
        ExpressionAttributeNames: { ...range.ExpressionAttributeNames, '#status': 'status' },
        ExpressionAttributeValues: { ...range.ExpressionAttributeValues, ':status': status },
      }),
    }),
  );
  const last: unknown = LastEvaluatedKey?.item;
  return {
    deliveries: Items.map((item) => DeliverySchema.parse(item)),
    ...(last !== undefined && { next: String(last).slice(prefix.length) }),
  };
}
