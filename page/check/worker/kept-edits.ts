import type { FileChoices } from '../protocol.ts';
import type { EditStep, Edits } from './edits.ts';
import type { CheckableFile } from './inspect-file.ts';

/** A file, and how it is divided into records and cells: edits are of these. Not how its columns are read. */
export interface Division {
  readonly file: Blob;
  readonly key: string;
}

export function divisionOf(
  file: Blob,
  { layout, opened, header, type }: CheckableFile,
  { sheet, headerRow }: FileChoices,
): Division {
  const { mapping: _, ...division } = layout;
  const parts = [type.name, division, opened.conversion, header, sheet, headerRow];
  return { file, key: JSON.stringify(parts) };
}

/** The edits of a file while it is read in another way, such as with other columns: a person goes back, and forward again. */
export function createKeptEdits() {
  let kept: (Division & { readonly steps: readonly EditStep[] }) | undefined;
  const isOf = ({ file, key }: Division) => kept?.file === file && kept.key === key;
  return {
    keep(division: Division, { steps }: Edits): void {
      if (steps.length > 0 || isOf(division)) kept = { ...division, steps: [...steps] };
    },
    putBack(division: Division, edits: Edits): void {
      if (isOf(division)) for (const step of kept?.steps ?? []) edits.push(step);
    },
  };
}
