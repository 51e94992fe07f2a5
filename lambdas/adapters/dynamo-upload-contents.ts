import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Import } from '../contracts/import.ts';
import { itemKeys } from '../core/naming/item-keys.ts';

/**
 * Identifies content by ETag and size, which need no read of the file. The ETag of a multipart upload depends on its
 * parts, so the same file uploaded in other parts is not recognised. Only a note in the e-mail depends on it.
 */
export async function rememberContent(
  dynamo: DynamoDBDocumentClient,
  table: string,
  { importId, tenant, source }: Import,
): Promise<string | undefined> {
  const Key = itemKeys.content(tenant, source);
  const { Item } = await dynamo.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
  // A second delivery of the same upload finds its own import, and returns what the first delivery found.
  if (Item?.last === importId) return Item.before;
  await dynamo.send(
    new PutCommand({ TableName: table, Item: { ...Key, last: importId, before: Item?.last } }),
  );
  return Item?.last;
}
