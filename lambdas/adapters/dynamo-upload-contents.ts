import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Import } from '../contracts/import.ts';
import { itemKeys } from '../core/naming/item-keys.ts';

/**
 * Content is known again by ETag and size, which S3 gives for nothing: the MD5 of what was put at once, a digest of the
 * parts' digests otherwise. The same file uploaded in other parts is therefore not recognised; nothing depends on it.
 */
export async function rememberContent(
  dynamo: DynamoDBDocumentClient,
  table: string,
  { importId, tenant, source }: Import,
): Promise<string | undefined> {
  const Key = itemKeys.content(tenant, source);
  const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
  // A second delivery of the same upload finds itself, and what it found the first time.
  if (Item?.last === importId) return Item.before;
  await dynamo.send(
    new PutCommand({ TableName: table, Item: { ...Key, last: importId, before: Item?.last } }),
  );
  return Item?.last;
}
