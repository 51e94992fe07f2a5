import { useEffect, useState } from 'preact/compat';
import { answer } from '../../client/connect.ts';
import { useClient } from '../api/use-client.ts';
import { useLoaded } from '../api/use-polled.ts';
import type { InspectedFile } from '../check/protocol.ts';
import type { ImportDraft } from '../draft/draft.ts';
import { choicesOf, fileCheck, useFileCheck } from './open-check.ts';

/** The settings of the tenant by which files of the type are read. */
export function useFileSettings(importType: string) {
  const client = useClient();
  return useLoaded(`settings of ${importType}`, async () =>
    answer(client.http.GET('/v1/import-types/{name}/settings', { params: { path: { name: importType } } })),
  );
}

/**
 * Opens the file of the draft in the check worker, as the draft says, and checks all of it if wanted.
 * @param onOpened with what the file is, and the draft that it was opened for
 */
export function useOpenCheck(
  draft: ImportDraft,
  tenant = '',
  isChecked = false,
  onOpened?: (inspected: InspectedFile, opened: ImportDraft) => void,
) {
  const state = useFileCheck();
  const { importType = '', parameters, file, header, reading, map, options } = draft;
  const settings = useFileSettings(importType);
  const { data } = settings;
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only these parts of the draft say how a file is read.
  useEffect(() => {
    if (file === undefined || data === undefined) return;
    fileCheck
      .open(file, file.name, choicesOf(draft, tenant, data))
      .then((inspected) => {
        onOpened?.(inspected, draft);
        return isChecked ? fileCheck.check() : undefined;
      })
      // The state has the error.
      .catch(() => undefined);
  }, [importType, parameters, file, header, reading, map, options, tenant, data, isChecked, round]);
  const retry = () => {
    settings.refresh();
    setRound((before) => before + 1);
  };
  return { ...state, settings: data, error: state.error ?? settings.error, retry };
}
