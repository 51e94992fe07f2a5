import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type TenantRecord, TenantRecordSchema } from '../contracts/tenant.ts';
import { itemKeys, itemRanges } from '../core/naming/item-keys.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { succeeds } from './dynamo-condition.ts';

/** `null` removes an attribute. */
export interface TenantChange {
  readonly status?: TenantRecord['status'] | undefined;
  readonly requestsPerSecond?: number | null | undefined;
}

/** The registered tenants in the imports table, one item each in the partition `tenants`. */
export interface TenantRegistry {
  find(name: string): Promise<TenantRecord | undefined>;
  /** @returns false if the tenant is registered already */
  create(tenant: TenantRecord): Promise<boolean>;
  /** @returns the changed tenant; undefined if there is none */
  change(name: string, change: TenantChange, at: Date): Promise<TenantRecord | undefined>;
  /** By name. `next` is absent on the last page. */
  page(options: { readonly after?: string | undefined; readonly limit: number }): Promise<{
    readonly tenants: readonly TenantRecord[];
    readonly next?: string | undefined;
  }>;
}

export function createDynamoTenantRegistry(table: string, client = dynamoClient()): TenantRegistry {
  const dynamo = documentClient(client);
  return {
    async find(name) {
      const Key = itemKeys.tenant(name);
      const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && TenantRecordSchema.parse(Item);
    },
    create: (tenant) =>
      succeeds(
        dynamo.send(
          new PutCommand({
            TableName: table,
            Item: { ...itemKeys.tenant(tenant.name), ...tenant },
            ConditionExpression: 'attribute_not_exists(importId)',
          }),
        ),
      ),
    async change(name, change, at) {
      try {
        const { Attributes } = await dynamo.send(
          new UpdateCommand({
            TableName: table,
            Key: itemKeys.tenant(name),
            ...expressionOf(change, at),
            ConditionExpression: 'attribute_exists(importId)',
            ReturnValues: 'ALL_NEW',
          }),
        );
        return TenantRecordSchema.parse(Attributes);
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return undefined;
        throw error;
      }
    },
    async page({ after, limit }) {
      const { importId, prefix } = itemRanges.tenants();
      const { Items = [], LastEvaluatedKey } = await dynamo.send(
        new QueryCommand({
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'importId = :tenants AND begins_with(#item, :prefix)',
          ExpressionAttributeNames: { '#item': 'item' },
          ExpressionAttributeValues: { ':tenants': importId, ':prefix': prefix },
          ...(after !== undefined && { ExclusiveStartKey: itemKeys.tenant(after) }),
          Limit: limit,
        }),
      );
      const tenants = Items.map((item) => TenantRecordSchema.parse(item));
      return { tenants, ...(LastEvaluatedKey !== undefined && { next: tenants.at(-1)?.name }) };
    },
  };
}

function expressionOf({ status, requestsPerSecond }: TenantChange, at: Date) {
  const set = ['updatedAt = :at'];
  const values: Record<string, unknown> = { ':at': at.toISOString() };
  if (status !== undefined) {
    set.push('#status = :status');
    values[':status'] = status;
  }
  if (typeof requestsPerSecond === 'number') {
    set.push('requestsPerSecond = :rate');
    values[':rate'] = requestsPerSecond;
  }
  const remove = requestsPerSecond === null ? ' REMOVE requestsPerSecond' : '';
  return {
    UpdateExpression: `SET ${set.join(', ')}${remove}`,
    ...(status !== undefined && { ExpressionAttributeNames: { '#status': 'status' } }),
    ExpressionAttributeValues: values,
  };
}
