import { useSyncExternalStore } from 'preact/compat';
import { changeDraft, type DraftPatch, type ImportDraft } from './draft.ts';

/** The import that is being prepared. It stays while other screens are open, and is gone after a reload: files cannot be stored. */
let draft: ImportDraft = {};
const listeners = new Set<() => void>();

export const draftStore = {
  get: (): ImportDraft => draft,
  change(patch: DraftPatch): void {
    set(changeDraft(draft, patch));
  },
  reset: (): void => set({}),
  subscribe,
};

export function useDraft(): ImportDraft {
  return useSyncExternalStore(draftStore.subscribe, draftStore.get);
}

function set(next: ImportDraft): void {
  draft = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
