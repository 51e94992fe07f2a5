import type { ChunkPhase } from '../../core/naming/item-keys.ts';

/** Where a page of records continues: in which chunk, behind which record. */
export interface RecordCursor {
  readonly phase: ChunkPhase;
  readonly chunk: number;
  /** Place of the last record of the page before, 0: none of the chunk. */
  readonly after: number;
}

export const RECORD_CURSOR = /^(?:import|evaluation)-\d{1,5}-\d{1,12}$/;

/** @param text matches RECORD_CURSOR */
export function readRecordCursor(text: string): RecordCursor {
  const [phase, chunk = '', after = ''] = text.split('-');
  return { phase: phase === 'import' ? phase : 'evaluation', chunk: Number(chunk), after: Number(after) };
}

export function recordCursorText({ phase, chunk, after }: RecordCursor): string {
  return `${phase}-${chunk}-${after}`;
}
