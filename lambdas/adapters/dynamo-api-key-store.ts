import { randomUUID } from 'node:crypto';

import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { type ApiKey, ApiKeySchema } from '../contracts/api-key.ts';
import { type ItemKey, itemKeys, itemRanges } from '../core/naming/item-keys.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { succeeds } from './dynamo-condition.ts';
import { ttl } from './dynamo-ttl.ts';

/** Days for which a revoked or expired key is still listed. */
const LISTED_DAYS = 90;

/** The secret of a key, after a rotation. */
export type RotatedSecret = Pick<ApiKey, 'sha256' | 'previous' | 'rotatedAt'>;

/** The API keys of the tenants in the imports table, one item each under `api-keys#<tenant>`. */
export interface ApiKeyStore {
  create(key: ApiKey): Promise<void>;
  /** Also returns a key that has expired or was revoked. */
  find(tenant: string, keyId: string): Promise<ApiKey | undefined>;
  list(tenant: string): Promise<readonly ApiKey[]>;
  /** @returns false if the key was rotated or revoked in the meantime */
  rotate(key: ApiKey, secret: RotatedSecret): Promise<boolean>;
  /** @returns false if there is no such key, or if it was revoked before */
  revoke(tenant: string, keyId: string, at: Date): Promise<boolean>;
  noteUse(tenant: string, keyId: string, at: Date): Promise<void>;
  /**
   * The right to create a key of this name, for a minute at most. @returns a function that gives it back; undefined if
   * another invocation has it
   */
  lockName(tenant: string, name: string, at: Date): Promise<(() => Promise<void>) | undefined>;
}

/** Longer than any invocation of a function that creates keys. */
const LOCK_MS = 60_000;

export function createDynamoApiKeyStore(table: string, client = dynamoClient()): ApiKeyStore {
  const dynamo = documentClient(client);
  const update = (tenant: string, keyId: string, change: Change) =>
    succeeds(
      dynamo.send(new UpdateCommand({ TableName: table, Key: itemKeys.apiKey(tenant, keyId), ...change })),
    );
  return {
    async create({ tenant, ...key }) {
      // No attribute `tenant`: the index of a tenant's imports would list the key among them.
      const Item = {
        ...itemKeys.apiKey(tenant, key.keyId),
        ...key,
        keyOf: tenant,
        ...listedUntil(key.validUntil),
      };
      const ConditionExpression = 'attribute_not_exists(importId)';
      await dynamo.send(new PutCommand({ TableName: table, Item, ConditionExpression }));
    },
    async find(tenant, keyId) {
      const Key = itemKeys.apiKey(tenant, keyId);
      const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && keyOf(Item);
    },
    async list(tenant) {
      const { importId, prefix } = itemRanges.apiKeys(tenant);
      const pages = paginateQuery(
        { client: dynamo },
        {
          TableName: table,
          ConsistentRead: true,
          KeyConditionExpression: 'importId = :keys AND begins_with(#item, :prefix)',
          ExpressionAttributeNames: { '#item': 'item' },
          ExpressionAttributeValues: { ':keys': importId, ':prefix': prefix },
        },
      );
      const keys: ApiKey[] = [];
      for await (const { Items = [] } of pages) keys.push(...Items.map(keyOf));
      return keys;
    },
    rotate: ({ tenant, keyId, sha256 }, { previous, ...secret }) =>
      update(tenant, keyId, {
        UpdateExpression: `SET sha256 = :sha256, rotatedAt = :at${previous === undefined ? ' REMOVE previous' : ', previous = :previous'}`,
        ConditionExpression: 'sha256 = :before AND attribute_not_exists(revokedAt)',
        ExpressionAttributeValues: {
          ':sha256': secret.sha256,
          ':at': secret.rotatedAt,
          ':before': sha256,
          ...(previous !== undefined && { ':previous': previous }),
        },
      }),
    revoke: (tenant, keyId, at) =>
      update(tenant, keyId, {
        UpdateExpression: 'SET revokedAt = :at, expiresAt = :expiresAt',
        ConditionExpression: 'attribute_exists(importId) AND attribute_not_exists(revokedAt)',
        ExpressionAttributeValues: {
          ':at': at.toISOString(),
          ':expiresAt': listedUntil(at.toISOString()).expiresAt,
        },
      }),
    lockName: (tenant, name, at) => lockName(dynamo, table, itemKeys.apiKeyLock(tenant, name), at),
    async noteUse(tenant, keyId, at) {
      await update(tenant, keyId, {
        UpdateExpression: 'SET lastUsedAt = :at',
        // Requests that find the same old time at once cost one write.
        ConditionExpression:
          'attribute_exists(importId) AND (attribute_not_exists(lastUsedAt) OR lastUsedAt < :at)',
        ExpressionAttributeValues: { ':at': at.toISOString() },
      });
    },
  };
}

async function lockName(dynamo: DynamoDBDocumentClient, TableName: string, Key: ItemKey, at: Date) {
  const holder = randomUUID();
  const until = new Date(at.getTime() + LOCK_MS);
  const isOurs = await succeeds(
    dynamo.send(
      new PutCommand({
        TableName,
        Item: { ...Key, holder, until: until.toISOString(), ...ttl(until) },
        ConditionExpression: 'attribute_not_exists(importId) OR #until < :now',
        ExpressionAttributeNames: { '#until': 'until' },
        ExpressionAttributeValues: { ':now': at.toISOString() },
      }),
    ),
  );
  if (!isOurs) return undefined;
  return async () => {
    const mine = {
      ConditionExpression: 'holder = :holder',
      ExpressionAttributeValues: { ':holder': holder },
    };
    await succeeds(dynamo.send(new DeleteCommand({ TableName, Key, ...mine })));
  };
}

interface Change {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}

function keyOf({ keyOf: tenant, ...item }: Record<string, unknown>): ApiKey {
  return ApiKeySchema.parse({ ...item, tenant });
}

/** The TTL of a key that is over at this time. */
function listedUntil(over: string | undefined): { readonly expiresAt?: number } {
  return over === undefined ? {} : { expiresAt: Math.ceil(Date.parse(over) / 1000) + LISTED_DAYS * 86_400 };
}
