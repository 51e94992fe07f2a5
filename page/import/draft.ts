import type { NewImport } from '../../client/rollcall-client.ts';

/** What a person has chosen so far. Each step adds to it. */
export interface ImportDraft {
  readonly importType?: string;
  readonly file?: File;
  readonly map?: NonNullable<NewImport['map']>;
  readonly options?: NonNullable<NewImport['options']>;
}

export type DraftPart = keyof ImportDraft;

/** What each part was chosen for: when one of these changes, it is forgotten. */
const CHOSEN_FOR: Readonly<Record<DraftPart, readonly DraftPart[]>> = {
  importType: [],
  file: [],
  map: ['importType', 'file'],
  options: ['importType', 'file'],
};

/** @param patch `undefined` removes a part */
export type DraftPatch = { readonly [P in DraftPart]?: ImportDraft[P] | undefined };

/** Changes parts, and forgets those that were chosen for something else. */
export function changeDraft(draft: ImportDraft, patch: DraftPatch): ImportDraft {
  const parts = Object.keys(CHOSEN_FOR) as DraftPart[];
  const changed = new Set(parts.filter((part) => part in patch && patch[part] !== draft[part]));
  const next: Record<string, unknown> = { ...draft, ...patch };
  for (let size = -1; size !== changed.size; ) {
    size = changed.size;
    for (const part of parts)
      if (!(part in patch) && CHOSEN_FOR[part].some((one) => changed.has(one))) {
        changed.add(part);
        delete next[part];
      }
  }
  return Object.fromEntries(Object.entries(next).filter(([, value]) => value !== undefined));
}
