import type { ChunkPhase } from '../../core/naming/item-keys.ts';

/**
 * Where a page of issues continues. In a file: the position of a row, and from which file it is. While there is no file: the
 * chunk, and how many of its issues come before.
 */
export type IssueCursor =
  | { readonly in: 'file'; readonly version: string; readonly offset: number }
  | {
      readonly in: 'chunks';
      readonly phase: ChunkPhase;
      readonly chunk: number;
      readonly skipped: number;
    };

export const ISSUE_CURSOR = /^(?:file-[0-9a-f]{8}-\d{1,15}|(?:import|evaluation)-\d{1,5}-\d{1,9})$/;

/** @param text matches ISSUE_CURSOR */
export function readIssueCursor(text: string): IssueCursor {
  const [first = '', second = '', third = ''] = text.split('-');
  if (first === 'file') return { in: 'file', version: second, offset: Number(third) };
  const phase = first === 'import' ? 'import' : 'evaluation';
  return { in: 'chunks', phase, chunk: Number(second), skipped: Number(third) };
}

export function issueCursorText(cursor: IssueCursor): string {
  return cursor.in === 'file'
    ? `file-${cursor.version}-${cursor.offset}`
    : `${cursor.phase}-${cursor.chunk}-${cursor.skipped}`;
}
