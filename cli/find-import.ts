import { setTimeout as wait } from 'node:timers/promises';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Clients } from './clients.ts';

const LOOK_AGAIN_MS = 25;

/** The id of the import that an upload becomes; undefined when it has become none by the deadline. */
export async function awaitImport(
  clients: Clients,
  {
    tenant,
    requestId,
    withinMs,
  }: { readonly tenant: string; readonly requestId: string; readonly withinMs: number },
): Promise<string | undefined> {
  const giveUpAt = Date.now() + withinMs;
  while (Date.now() < giveUpAt) {
    const importId = await findImport(clients, tenant, requestId);
    if (importId !== undefined) return importId;
    await wait(LOOK_AGAIN_MS);
  }
  return undefined;
}

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
      // An import of two files has been uploaded twice.
      FilterExpression:
        'requestId = :request OR feed.#header.requestId = :request OR feed.#data.requestId = :request',
      ExpressionAttributeNames: { '#header': 'header', '#data': 'data' },
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
