import type { OpenedCloud } from '../local/open-cloud.ts';
import { askForConfirmation, type ConfirmationContext } from './ask-for-confirmation.ts';
import type { Clients } from './clients.ts';
import { fetchOutcome, type ImportRun } from './fetch-outcome.ts';
import { followImport } from './follow-import.ts';
import type { OutputFolder } from './output-folder.ts';

/** Follows an import to its end and confirms it on the way; without an answer it may be left waiting. */
export async function followToEnd(
  cloud: OpenedCloud,
  clients: Clients,
  importId: string,
  { folder, ...context }: Omit<ConfirmationContext, 'cloud'> & { readonly folder: OutputFolder },
): Promise<ImportRun> {
  const { progress } = context;
  let item = await followImport(clients, importId, progress.import, true);
  if (item.status === 'AWAITING_CONFIRMATION') {
    const preview = await fetchOutcome(cloud, clients, item, folder);
    const continues = await askForConfirmation(preview, { ...context, cloud });
    if (continues) item = await followImport(clients, importId, progress.import);
  }
  progress.stop();
  return fetchOutcome(cloud, clients, item, folder);
}
