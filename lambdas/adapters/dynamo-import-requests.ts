import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { firstImportIdSince } from '../core/naming/upload-identity.ts';

/** S3 gives the time of an upload in seconds, and its clock may differ from ours. */
const CLOCKS_DIFFER_MS = 60_000;

/** Finds the tenant's import with this request id. The index is eventually consistent. */
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
