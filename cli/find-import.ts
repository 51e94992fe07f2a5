import { setTimeout as wait } from 'node:timers/promises';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { Clients } from './clients.ts';

const LOOK_AGAIN_MS = 25;

export interface SoughtUpload {
  readonly tenant: string;
  readonly requestId: string;
  /**
   * Both files of a pair were uploaded with this id: find the import of both. When they replace earlier files, there is also
   * an import of one new and one old file.
   */
  readonly isPair?: boolean;
}

const OF_EITHER_FILE =
  'requestId = :request OR feed.#header.requestId = :request OR feed.#data.requestId = :request';
const OF_BOTH_FILES = 'feed.#header.requestId = :request AND feed.#data.requestId = :request';

/** Waits for an upload to become an import. @returns its id; undefined after the deadline */
export async function awaitImport(
  clients: Clients,
  { withinMs, ...upload }: SoughtUpload & { readonly withinMs: number },
): Promise<string | undefined> {
  const giveUpAt = Date.now() + withinMs;
  while (Date.now() < giveUpAt) {
    const importId = await findImport(clients, upload);
    if (importId !== undefined) return importId;
    await wait(LOOK_AGAIN_MS);
  }
  return undefined;
}

/** The id of the import that an upload with this request id became; undefined before. */
export async function findImport(
  clients: Clients,
  { tenant, requestId, isPair = false }: SoughtUpload,
): Promise<string | undefined> {
  const pages = paginateQuery(
    { client: clients.dynamo },
    {
      TableName: clients.importsTable,
      IndexName: 'byTenant',
      KeyConditionExpression: 'tenant = :tenant',
      FilterExpression: isPair ? OF_BOTH_FILES : OF_EITHER_FILE,
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
