import type { Import } from '../../lambdas/contracts/import.ts';
import type { CloudAccess } from '../../local/connect-cloud.ts';
import type { Clients } from '../cloud/clients.ts';
import type { ImportRun } from './import-service.ts';
import type { OutputFolder } from './output-folder.ts';
import { saveFiles } from './save-files.ts';
import { summaryOf } from './summary.ts';

/** Saves the files of an import, and its e-mail. */
export async function fetchOutcome(
  cloud: Pick<CloudAccess, 'mails'>,
  clients: Pick<Clients, 's3' | 'resultsBucket'>,
  item: Import,
  folder: OutputFolder,
): Promise<ImportRun> {
  const files = await saveFiles(clients, item, await mailOf(cloud, item), folder);
  return { item, summary: summaryOf(item, files) };
}

/** The last one, by the id that SES gave it: an import that was resumed has several. */
async function mailOf(
  cloud: Pick<CloudAccess, 'mails'>,
  { notification }: Import,
): Promise<Buffer | undefined> {
  const messageId = notification?.messageId;
  if (messageId === undefined) return undefined;
  const mails = await cloud.mails();
  return mails.findLast(({ file }) => file.endsWith(`-${messageId}.eml`))?.raw;
}
