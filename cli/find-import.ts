import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Clients } from './clients.ts';

/** The id of the import that an upload with this request id became; undefined until it was taken in. */
export async function findImport(
  clients: Clients,
  tenant: string,
  requestId: string,
): Promise<string | undefined> {
  const pages = paginateQuery(
    { client: clients.dynamo },
    {
      TableName: clients.importsTable,
      IndexName: 'byTenant',
      KeyConditionExpression: 'tenant = :tenant',
      FilterExpression: 'requestId = :request',
      ExpressionAttributeValues: { ':tenant': tenant, ':request': requestId },
      // Ids sort by time: the newest import first.
      ScanIndexForward: false,
    },
  );
  for await (const page of pages) {
    const item = page.Items?.[0];
    if (item !== undefined) return String(item.importId);
  }
  return undefined;
}
