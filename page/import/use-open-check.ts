import { useEffect, useState } from 'react';
import { answer } from '../../client/connect.ts';
import { useClient } from '../api/use-client.ts';
import { useLoaded } from '../api/use-polled.ts';
import type { ImportDraft } from './draft.ts';
import { choicesOf, fileCheck, useFileCheck } from './open-check.ts';

/** Opens the file of the draft in the check worker, as the draft says, and checks all of it if wanted. */
export function useOpenCheck(draft: ImportDraft, tenant = '', isChecked = false) {
  const client = useClient();
  const state = useFileCheck();
  const { importType = '', file, map, options } = draft;
  const settings = useLoaded(`settings of ${importType}`, async () =>
    answer(client.http.GET('/v1/import-types/{name}/settings', { params: { path: { name: importType } } })),
  );
  const { data } = settings;
  const [round, setRound] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only these parts of the draft say how a file is read.
  useEffect(() => {
    if (file === undefined || data === undefined) return;
    fileCheck
      .open(file, file.name, choicesOf(draft, tenant, data))
      .then(() => (isChecked ? fileCheck.check() : undefined))
      // The state has the error.
      .catch(() => undefined);
  }, [importType, file, map, options, tenant, data, isChecked, round]);
  const retry = () => {
    settings.refresh();
    setRound((before) => before + 1);
  };
  return { ...state, error: state.error ?? settings.error, retry };
}
