import type { ImportDraft, LeftOutRecords } from './draft.ts';

/** The records with errors that a person has kept in a file, while the others were sent. */
export interface LeftOut extends LeftOutRecords {
  /** To correct them, and to send them as another import. Undefined for a type whose files come in pairs. */
  readonly draft: ImportDraft | undefined;
}

/** By the import of the others, in the memory of this tab: files cannot be stored. */
const known = new Map<string, LeftOut>();

export const leftOutOf = (importId: string): LeftOut | undefined => known.get(importId);

/** @param draft what was sent */
export function rememberLeftOut(importId: string, draft: ImportDraft): void {
  const { leftOut } = draft.checked ?? {};
  if (leftOut !== undefined) known.set(importId, { ...leftOut, draft: draftOf(draft, leftOut) });
}

/** The file is in UTF-8, and has only the header row and the records. */
function draftOf(
  { importType, parameters, header, map, options }: ImportDraft,
  { file }: LeftOutRecords,
): ImportDraft | undefined {
  if (header !== undefined) return undefined;
  const { encoding: _, ...others } = options ?? {};
  return {
    file,
    ...(importType !== undefined && { importType }),
    ...(parameters !== undefined && { parameters }),
    ...(map && { map }),
    ...(Object.keys(others).length > 0 && { options: others }),
  };
}
