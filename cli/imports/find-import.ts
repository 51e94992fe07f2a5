import { setTimeout as wait } from 'node:timers/promises';
import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import { requestKey } from '../../lambdas/core/naming/request-key.ts';
import type { Clients } from '../cloud/clients.ts';
import { findImportItem } from './import-progress.ts';

const FIRST_PAUSE_MS = 25;
const LAST_PAUSE_MS = 250;

export interface SoughtUpload {
  readonly tenant: string;
  readonly requestId: string;
  /**
   * Both files of a pair were uploaded with this id: find the import of both. When they replace earlier files, there is also
   * an import of one new and one old file.
   */
  readonly isPair?: boolean;
}

/** Waits for an upload to become an import. @returns its id; undefined after the deadline */
export async function awaitImport(
  clients: Clients,
  { withinMs, ...upload }: SoughtUpload & { readonly withinMs: number },
): Promise<string | undefined> {
  const giveUpAt = Date.now() + withinMs;
  for (
    let pauseMs = FIRST_PAUSE_MS;
    Date.now() < giveUpAt;
    pauseMs = Math.min(pauseMs * 1.5, LAST_PAUSE_MS)
  ) {
    const importId = await findImport(clients, upload);
    if (importId !== undefined) return importId;
    await wait(pauseMs);
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
      IndexName: 'byRequest',
      KeyConditionExpression: 'requestKey = :request',
      ExpressionAttributeValues: { ':request': requestKey(tenant, requestId) },
      // Ids sort by time: the newest import first.
      ScanIndexForward: false,
    },
  );
  for await (const page of pages)
    for (const { importId } of page.Items ?? [])
      if (await isWritten(clients, String(importId), isPair ? requestId : undefined)) return String(importId);
  return undefined;
}

/** The index may name an import that is not written yet. @param ofBoth a request id that both files of a pair must have */
async function isWritten(clients: Clients, importId: string, ofBoth: string | undefined): Promise<boolean> {
  const item = await findImportItem(clients, importId);
  if (item === undefined || ofBoth === undefined) return item !== undefined;
  return item.feed?.header?.requestId === ofBoth && item.feed.data?.requestId === ofBoth;
}
