import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { UploadedImport } from '../contracts/import.ts';
import { itemExpiry } from '../core/lifecycle/item-expiry.ts';
import { itemKeys } from '../core/naming/item-keys.ts';
import { succeeds } from './dynamo-condition.ts';
import { ttl } from './dynamo-ttl.ts';

/**
 * Identifies content by ETag and size, which need no read of the file. The ETag of a multipart upload depends on its
 * parts, so the same file uploaded in other parts is not recognised. Only a note in the e-mail depends on it.
 */
export async function rememberContent(
  dynamo: DynamoDBDocumentClient,
  table: string,
  item: UploadedImport,
  now: Date,
): Promise<string | undefined> {
  const { importId, tenant, source } = item;
  const Key = itemKeys.content(tenant, source);
  const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
  // A second delivery of the same upload finds its own import, and returns what the first delivery found.
  if (Item?.last === importId) return Item.before;
  const expiry = ttl(itemExpiry('content', item, now));
  await dynamo.send(
    new PutCommand({ TableName: table, Item: { ...Key, last: importId, before: Item?.last, ...expiry } }),
  );
  return Item?.last;
}

/** For a tenant whose retention is shorter than that of the stage. Without effect if a later import has the same content. */
export async function expireContent(
  dynamo: DynamoDBDocumentClient,
  table: string,
  { importId, tenant, source }: UploadedImport,
  expiresAt: Date,
): Promise<void> {
  await succeeds(
    dynamo.send(
      new UpdateCommand({
        TableName: table,
        Key: itemKeys.content(tenant, source),
        UpdateExpression: 'SET expiresAt = :at',
        ConditionExpression: '#last = :import',
        ExpressionAttributeNames: { '#last': 'last' },
        ExpressionAttributeValues: { ':at': ttl(expiresAt).expiresAt, ':import': importId },
      }),
    ),
  );
}
