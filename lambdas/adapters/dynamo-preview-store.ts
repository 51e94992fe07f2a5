import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchGet } from './dynamo-batch-get.ts';
import { documentClient, dynamoClient } from './dynamo-client.ts';
import { succeeds } from './dynamo-condition.ts';

/** What an evaluation would have left under a key of the users table. */
export interface PreviewItem {
  /** The step that left it: the map is 0, and the deferred records of chunk n are n + 1. */
  readonly order: number;
  readonly value: unknown;
  /** Whether an earlier step of this evaluation had left something, kept under `beforeKey`. */
  readonly replaced: boolean;
}

/** The previews table: one evaluation's own version of the users table, as far as it differs. Expires by itself. */
export interface PreviewStore {
  read(importId: string, keys: readonly string[]): Promise<ReadonlyMap<string, PreviewItem>>;
  /** Without effect where a later step has left something. */
  write(importId: string, key: string, item: PreviewItem): Promise<void>;
  delete(importId: string, key: string): Promise<void>;
}

/** The import of an item of the previews table. */
export function importOfPreview(userKey: string): string {
  return userKey.slice(0, userKey.indexOf('/'));
}

/** Where the value that an item has replaced is kept. No key of the users table begins so. */
export const beforeKey = (key: string): string => `@before/${key}`;

const KEPT_SECONDS = 7 * 24 * 3600;
const ItemSchema = z.object({
  userKey: z.string(),
  order: z.number().int(),
  replaced: z.boolean(),
  value: z.instanceof(Uint8Array),
});

export function createDynamoPreviewStore(
  table: string,
  now: () => Date,
  client = dynamoClient(),
): PreviewStore {
  const dynamo = documentClient(client);
  return {
    read: async (importId, keys) => {
      const byHash = new Map(keys.map((key) => [keyOf(importId, key), key]));
      const items = (await batchGet(client, table, [...byHash.keys()])).map((item) => ItemSchema.parse(item));
      return new Map(
        items.map(({ userKey, value, ...item }) => [
          byHash.get(userKey) as string,
          { ...item, value: unpack(value) },
        ]),
      );
    },
    delete: async (importId, key) => {
      await dynamo.send(new DeleteCommand({ TableName: table, Key: { userKey: keyOf(importId, key) } }));
    },
    write: async (importId, key, { order, replaced, value }) => {
      const expiresAt = Math.floor(now().getTime() / 1000) + KEPT_SECONDS;
      await succeeds(
        dynamo.send(
          new PutCommand({
            TableName: table,
            Item: { userKey: keyOf(importId, key), order, replaced, value: pack(value), expiresAt },
            ConditionExpression: 'attribute_not_exists(userKey) OR #order <= :order',
            ExpressionAttributeNames: { '#order': 'order' },
            ExpressionAttributeValues: { ':order': order },
          }),
        ),
      );
    },
  };
}

/** A hash, because a user's key alone may be as long as a key can be. */
function keyOf(importId: string, key: string): string {
  return `${importId}/${createHash('sha256').update(key).digest('base64url')}`;
}

/** Compressed: a user as large as DynamoDB takes it is larger as JSON. */
function pack(value: unknown): Uint8Array {
  return deflateRawSync(JSON.stringify(value));
}

function unpack(bytes: Uint8Array): unknown {
  return JSON.parse(inflateRawSync(bytes).toString('utf8'));
}
