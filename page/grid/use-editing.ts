import { useEffect, useState } from 'preact/compat';
import type { GridRow } from '../check/protocol.ts';
import type { Place } from './moves.ts';

export interface Editing {
  /** What is in the editor at first. */
  readonly text: string;
  /** It was typed on the cell, and is not the text of it. */
  readonly isTyped: boolean;
}

/** Whether the cell with the focus is edited. @param round each new number opens the editor */
export function useEditing(row: GridRow | undefined, { column }: Place, round: number) {
  const [editing, setEditing] = useState<Editing>();
  const begin = (typed?: string) => {
    if (row === undefined || row.isRemoved) return;
    const text = typed ?? row.cells[row.isMalformed ? 0 : column] ?? '';
    setEditing({ text, isTyped: typed !== undefined });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new round opens the editor.
  useEffect(() => {
    if (round > 0) begin();
  }, [round]);
  return { editing, begin, end: () => setEditing(undefined) };
}
