import { askForConfirmation, type ConfirmationContext } from './ask-for-confirmation.ts';
import type { ImportRun } from './import-service.ts';
import type { OutputFolder } from './output-folder.ts';

/** Follows an import to its end and confirms it on the way; without an answer it may be left waiting. */
export async function followToEnd(
  importId: string,
  { folder, ...context }: ConfirmationContext & { readonly folder: OutputFolder },
): Promise<ImportRun> {
  const { service, progress } = context;
  const { status } = await service.follow(importId, progress.import, true);
  if (status === 'AWAITING_CONFIRMATION') {
    const preview = await service.fetch(importId, folder);
    const continues = await askForConfirmation(preview, context);
    if (continues) await service.follow(importId, progress.import);
  }
  progress.stop();
  return service.fetch(importId, folder);
}
