import {
  type DynamoDBDocumentClient,
  GetCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import type { DeliveryKey, Webhook } from '../contracts/webhook.ts';
import { succeeds } from './dynamo-condition.ts';
import { updateExpression } from './dynamo-update-expression.ts';

/** The only key of the index of what is due. */
export const DUE = 'yes';

/** A key in the webhooks table, and in its index of what is due: a delivery, or an endpoint. */
export interface WebhookItemKey {
  readonly tenant: string;
  readonly item: string;
}

export type EndpointKey = Pick<Webhook, 'tenant' | 'webhookId'>;

export const ENDPOINT_PREFIX = 'endpoint#';
export const deliveryPrefix = (webhookId: string): string => `delivery#${webhookId}#`;

export const endpointItem = (webhookId: string): string => `${ENDPOINT_PREFIX}${webhookId}`;
export const deliveryItem = ({ webhookId, deliveryId }: Omit<DeliveryKey, 'tenant'>): string =>
  `${deliveryPrefix(webhookId)}${deliveryId}`;

/** What a key names. An endpoint is due if its tenant must be told that it was disabled. */
export function readDueKey({ tenant, item }: WebhookItemKey): EndpointKey & { readonly deliveryId?: string } {
  const [, webhookId = '', deliveryId] = item.split('#');
  return { tenant, webhookId, ...(deliveryId !== undefined && { deliveryId }) };
}

/** The items of a tenant whose sort key begins with the prefix. */
export function rangeOf(table: string, tenant: string, prefix: string) {
  return {
    TableName: table,
    ConsistentRead: true,
    KeyConditionExpression: 'tenant = :tenant AND begins_with(#item, :prefix)',
    ExpressionAttributeNames: { '#item': 'item' },
    ExpressionAttributeValues: { ':tenant': tenant, ':prefix': prefix },
  };
}

export interface ItemUpdate {
  readonly set: Readonly<Record<string, unknown>>;
  readonly remove: readonly string[];
  readonly condition: string;
  readonly names: Required<UpdateCommandInput>['ExpressionAttributeNames'];
  readonly values: Readonly<Record<string, unknown>>;
}

export function createItemAccess(table: string, dynamo: DynamoDBDocumentClient) {
  return {
    get: async (Key: WebhookItemKey) =>
      (await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item,
    /** False: the condition does not hold. */
    update: (Key: WebhookItemKey, { set, remove, condition, names, values }: ItemUpdate) => {
      const expression = updateExpression({ set, remove });
      return succeeds(
        dynamo.send(
          new UpdateCommand({
            TableName: table,
            Key,
            UpdateExpression: expression.UpdateExpression,
            ConditionExpression: condition,
            ExpressionAttributeNames: { ...expression.ExpressionAttributeNames, ...names },
            ExpressionAttributeValues: { ...expression.ExpressionAttributeValues, ...values },
          }),
        ),
      );
    },
  };
}
