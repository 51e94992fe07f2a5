import { useSyncExternalStore } from 'preact/compat';
import type { components } from '../../client/schema.ts';
import { createFileCheck, type FileCheckState } from '../check/file-check.ts';
import type { FileChoices } from '../check/protocol.ts';
import type { ImportDraft } from '../draft/draft.ts';
import { draftStore } from '../draft/draft-store.ts';
import { askBeforeLeaving } from '../routing/ask-before-leaving.ts';
import { startWorker } from './start-worker.ts';

export type FileSettings = components['schemas']['FileSettings'];

/** The check of the file that is being prepared. All steps use this one, so that corrections are kept. */
export const fileCheck = createFileCheck(startWorker);

/** Without the file, there is nothing to keep in memory. */
draftStore.subscribe(() => {
  if (draftStore.get().file === undefined && fileCheck.state().phase !== 'idle') fileCheck.close();
});

/** A page that is left loses the corrections: files cannot be stored. */
fileCheck.subscribe(() => askBeforeLeaving('corrections', fileCheck.state().summary?.edits.canUndo === true));

export function useFileCheck(): FileCheckState {
  return useSyncExternalStore(fileCheck.subscribe, fileCheck.state);
}

/** What a draft says about how its file is read. Steps that open the same draft in this way share what is recognised. */
export function choicesOf(draft: ImportDraft, tenant: string, settings: FileSettings): FileChoices {
  const { importType = 'auto', parameters, map, header } = draft;
  const { segment: _, maxFailed: __, ...options } = draft.options ?? {};
  const columnMap = map && Object.entries(map);
  return {
    tenant,
    importType,
    // The API has checked the settings, and will check the options.
    options: { ...options, ...(columnMap && { columnMap }) } as FileChoices['options'],
    settings: settings as FileChoices['settings'],
    parameters,
    languages: navigator.languages,
    ...(header && { header: { file: header, name: header.name } }),
    ...draft.reading,
  };
}
