import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { firstImportIdSince } from '../core/naming/upload-identity.ts';

/** S3 tells the time of an upload to the second, and its clock is not ours. */
const CLOCKS_DIFFER_MS = 60_000;

/** Which of a tenant's imports since then came with this request id. The index may be some moments behind. */
export async function findImportId(
  client: DynamoDBDocumentClient,
  table: string,
  { tenant, requestId, since }: { readonly tenant: string; readonly requestId: string; readonly since: Date },
): Promise<string | undefined> {
  const first = firstImportIdSince(new Date(since.getTime() - CLOCKS_DIFFER_MS));
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      IndexName: 'byTenant',
      KeyConditionExpression: 'tenant = :tenant AND importId >= :first',
      FilterExpression: 'requestId = :request',
      ExpressionAttributeValues: { ':tenant': tenant, ':first': first, ':request': requestId },
      ScanIndexForward: false,
    },
  );
  for await (const { Items = [] } of pages) if (Items[0] !== undefined) return String(Items[0].importId);
  return undefined;
}
