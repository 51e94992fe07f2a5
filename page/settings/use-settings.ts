import { useState } from 'preact/compat';
import { answer } from '../../client/connect.ts';
import { ApiProblem } from '../../client/errors.ts';
import { useClient } from '../api/use-client.ts';
import { useLoaded } from '../api/use-polled.ts';
import {
  type Changes,
  errorsByPath,
  type Json,
  patchOf,
  type Rebased,
  rebase,
  type SettingPath,
  valueAt,
} from './settings-form.ts';

type State =
  | { readonly kind: 'editing' | 'saving' | 'saved' }
  /** Another person has saved settings in the meantime. They are shown, with the changes of this one. */
  | { readonly kind: 'outdated'; readonly lost: Rebased['lost'] }
  | { readonly kind: 'refused'; readonly error: unknown };

const NO_ERRORS: ReturnType<typeof errorsByPath> = new Map();

/** The settings of the tenant, and what the person has changed of them. */
export function useSettings() {
  const client = useClient();
  const loaded = useLoaded('tenant', async () => answer(client.http.GET('/v1/tenant')));
  const [changes, setChanges] = useState<Changes>({});
  const [state, setState] = useState<State>({ kind: 'editing' });

  const save = async () => {
    if (loaded.data === undefined) return;
    setState({ kind: 'saving' });
    try {
      await answer(
        client.http.PATCH('/v1/tenant', {
          headers: { 'if-match': `"${loaded.data.version}"` },
          body: { settings: patchOf(changes) },
        }),
      );
      setChanges({});
      loaded.refresh();
      setState({ kind: 'saved' });
    } catch (error) {
      const isOutdated = error instanceof ApiProblem && error.status === 412;
      const failed = isOutdated ? await takeOver(loaded.data.settings as Json).catch(itself) : error;
      if (failed !== undefined) setState({ kind: 'refused', error: failed });
    }
  };

  /** The settings of the other person, with what stays of the changes of this one. */
  const takeOver = async (before: Json) => {
    const { settings } = await answer(client.http.GET('/v1/tenant'));
    const rebased = rebase(changes, before, settings as Json);
    setChanges(rebased.changes);
    loaded.refresh();
    setState({ kind: 'outdated', lost: rebased.lost });
  };

  return {
    ...loaded,
    state,
    hasChanges: Object.keys(changes).length > 0,
    errors:
      state.kind === 'refused' && state.error instanceof ApiProblem ? errorsByPath(state.error) : NO_ERRORS,
    valueOf: (path: SettingPath): Json =>
      path in changes ? changes[path] : valueAt(loaded.data?.settings as Json, path),
    change(path: SettingPath, value: Json) {
      setChanges((before) => ({ ...before, [path]: value }));
      setState({ kind: 'editing' });
    },
    save,
    discard() {
      setChanges({});
      setState({ kind: 'editing' });
      loaded.refresh();
    },
  };
}

const itself = (error: unknown) => error;
