import { join } from 'node:path';
import type { Import } from '../lambdas/contracts/import.ts';
import type { CloudAccess } from '../local/connect-cloud.ts';
import type { Clients } from './clients.ts';
import { saveFiles } from './save-files.ts';
import { type ImportSummary, summaryOf } from './summary.ts';

export interface ImportRun {
  readonly item: Import;
  readonly summary: ImportSummary;
}

/** Saves what an import left, and its mail. @param directory `out/<import id>` by default */
export async function fetchOutcome(
  cloud: CloudAccess,
  clients: Clients,
  item: Import,
  directory = join('out', item.importId),
): Promise<ImportRun> {
  const files = await saveFiles(clients, item, await mailOf(cloud, item), directory);
  return { item, summary: summaryOf(item, files) };
}

/** By the id that SES gave the last one: an import that was resumed has several. */
async function mailOf(cloud: CloudAccess, { notification }: Import): Promise<Buffer | undefined> {
  const messageId = notification?.messageId;
  if (messageId === undefined) return undefined;
  const mails = await cloud.mails();
  return mails.findLast(({ file }) => file.endsWith(`-${messageId}.eml`))?.raw;
}
