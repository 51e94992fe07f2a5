import { type DynamoDBDocumentClient, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Import } from '../contracts/import.ts';
import { itemExpiry } from '../core/lifecycle/item-expiry.ts';
import { itemKeys } from '../core/naming/item-keys.ts';
import { requestKey } from '../core/naming/request-key.ts';
import { firstImportIdSince } from '../core/naming/upload-identity.ts';
import { ttl } from './dynamo-ttl.ts';

/** S3 gives the time of an upload in seconds, and its clock may differ from ours. */
const CLOCKS_DIFFER_MS = 60_000;

type Sent = Pick<Import, 'importId' | 'tenant' | 'requestId' | 'feed' | 'settings' | 'retentionDays'>;

/** The attribute by which the index finds an import. */
export function requestAttribute({ tenant, requestId }: Pick<Sent, 'tenant' | 'requestId'>) {
  return requestId === undefined ? {} : { requestKey: requestKey(tenant, requestId) };
}

/**
 * The header file of a pair may have an id of its own: an item next to the import makes the import known under it. It is
 * written before the import, so that it is not missing after a crash.
 */
export async function indexHeader(
  client: DynamoDBDocumentClient,
  table: string,
  item: Sent,
  now: Date,
): Promise<void> {
  const requestId = item.feed?.header?.requestId;
  if (requestId === undefined || requestId === item.requestId) return;
  const Item = {
    ...itemKeys.headerRequest(item.importId),
    requestKey: requestKey(item.tenant, requestId),
    ...ttl(itemExpiry('headerRequest', item, now)),
  };
  await client.send(new PutCommand({ TableName: table, Item }));
}

/** Ids of the tenant's imports with this request id, the newest first. The index is eventually consistent. */
export async function* importIdsOfRequest(
  client: DynamoDBDocumentClient,
  table: string,
  {
    tenant,
    requestId,
    from,
    to,
  }: { readonly tenant: string; readonly requestId: string; readonly from: string; readonly to: string },
): AsyncGenerator<string> {
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      IndexName: 'byRequest',
      KeyConditionExpression: 'requestKey = :request AND importId BETWEEN :from AND :to',
      ExpressionAttributeValues: { ':request': requestKey(tenant, requestId), ':from': from, ':to': to },
      ScanIndexForward: false,
    },
  );
  let last: string | undefined;
  for await (const { Items = [] } of pages)
    for (const { importId } of Items) {
      // Both files of a pair may have this id, in two items of one import.
      if (importId !== last) yield String(importId);
      last = String(importId);
    }
}

/** Finds the tenant's latest import with this request id. */
export async function findImportId(
  client: DynamoDBDocumentClient,
  table: string,
  { since, ...sent }: { readonly tenant: string; readonly requestId: string; readonly since: Date },
): Promise<string | undefined> {
  const from = firstImportIdSince(new Date(since.getTime() - CLOCKS_DIFFER_MS));
  for await (const importId of importIdsOfRequest(client, table, { ...sent, from, to: 'imp_~' }))
    return importId;
  return undefined;
}
