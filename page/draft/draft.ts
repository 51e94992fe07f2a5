import type { NewImport } from '../../client/rollcall-client.ts';
import type { FileChoices } from '../check/protocol.ts';
import type { FoundFile } from './found-file.ts';

/** What a person has chosen so far. Each step adds to it. */
export interface ImportDraft {
  readonly importType?: string;
  /** What a type needs besides the file: `MemberParameters` of group members. */
  readonly parameters?: unknown;
  readonly file?: File;
  /** Of a type whose imports are made of two files; `file` is then the data file. */
  readonly header?: File;
  readonly reading?: FileReading;
  readonly found?: FoundFile;
  /** Which field each column is read as, as far as the person has decided. */
  readonly targets?: ColumnTargets;
  readonly map?: NonNullable<NewImport['map']>;
  readonly options?: NonNullable<NewImport['options']>;
  readonly checked?: CheckedDraft;
  /** False: the import begins at once. */
  readonly review?: boolean;
}

/** Corrections of how the file is read that are no options of the import. */
export type FileReading = Pick<FileChoices, 'delimiter' | 'sheet' | 'headerRow'>;

/** What is sent, after the file was checked. */
export interface CheckedDraft {
  readonly file: Blob;
  readonly fileName: string;
  readonly records: number;
  /** It is not the file that was chosen: it was corrected, or written anew in UTF-8. */
  readonly isRewritten: boolean;
  /** Present if only the records without errors are sent. */
  readonly leftOut?: LeftOutRecords;
}

export interface LeftOutRecords {
  readonly file: File;
  readonly records: number;
}

/** Field by column. */
export type ColumnTargets = Readonly<Record<string, string>>;

export type DraftPart = keyof ImportDraft;

/** What each part was chosen for: when one of these changes, it is forgotten. */
const CHOSEN_FOR: Readonly<Record<DraftPart, readonly DraftPart[]>> = {
  importType: [],
  parameters: ['importType'],
  file: [],
  header: ['importType', 'file'],
  reading: ['file'],
  found: ['importType', 'parameters', 'file', 'header', 'reading'],
  targets: ['importType', 'file', 'reading'],
  map: ['importType', 'file', 'reading'],
  options: ['importType', 'file'],
  checked: ['importType', 'parameters', 'file', 'header', 'reading', 'map', 'options'],
  review: [],
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

/** Whether the file is read in the same way for both. */
export function isReadAlike(one: ImportDraft, other: ImportDraft): boolean {
  const parts = ['importType', 'parameters', 'file', 'header', 'reading', 'options', 'map'] as const;
  return parts.every((part) => one[part] === other[part]);
}

export interface FileToSend {
  readonly file: Blob;
  readonly fileName: string;
  readonly options: NonNullable<NewImport['options']> | undefined;
}

/** The file as it was checked. Undefined before a file was chosen. */
export function fileToSend({ file, parameters, checked, ...draft }: ImportDraft): FileToSend | undefined {
  if (file === undefined) return undefined;
  const options = parameters === undefined ? draft.options : { ...draft.options, parameters };
  if (checked === undefined) return { file, fileName: file.name, options };
  const { encoding, ...others } = options ?? {};
  // A byte order mark says that it is UTF-8.
  const kept = checked.isRewritten || encoding === undefined ? others : { ...others, encoding };
  return {
    file: checked.file,
    fileName: checked.fileName,
    options: Object.keys(kept).length === 0 ? undefined : kept,
  };
}
