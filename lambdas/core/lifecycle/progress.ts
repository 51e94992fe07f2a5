import { type Import, isMailSettled } from '../../contracts/import.ts';
import { FINAL_STATUSES } from '../../contracts/import-status.ts';
import type { IssueGroups } from '../../contracts/issue-groups.ts';
import type { ChunkPhase } from '../naming/item-keys.ts';

/** What an import is doing, more exactly than its status. */
export const PHASES = [
  'uploading',
  'inspecting',
  'splitting',
  'evaluating',
  'confirming',
  'waiting',
  'importing',
  'collecting',
  'cancelling',
  'notifying',
  /** It has its end and its e-mail. */
  'ended',
] as const;
export type Phase = (typeof PHASES)[number];

export interface Progress {
  readonly phase: Phase;
  /** Records whose chunk is done; both 0 until the file is split. */
  readonly recordsDone: number;
  readonly records: number;
  /** Chunks that are being processed. */
  readonly chunksRunning?: number;
  /** Of `recordsDone`. */
  readonly recordsFailed?: number;
  readonly warnings?: number;
  /** Of `recordsDone`, counted by kind. */
  readonly issues?: IssueGroups;
  /** Of this attempt, from its first chunk to the last that is done. */
  readonly recordsPerSecond?: number;
}

export type ChunkProgress = Omit<Progress, 'phase' | 'records'> & { readonly chunksRunning: number };

/** Where to look further, if the import itself does not show its progress. */
export interface ProgressReads {
  readonly chunks: (phase: ChunkPhase) => Promise<ChunkProgress>;
  /** Whether the import is the one of its tenant that may write. */
  readonly hasTurn: () => Promise<boolean>;
}

/** Reads the progress of an import. `recordsDone` counts only chunks that are done. */
export async function progressOf(item: Import, { chunks, hasTurn }: ProgressReads): Promise<Progress> {
  const records = item.split?.records ?? 0;
  const known = progressOfItem(item, records);
  if (known !== undefined) return known;
  if (item.evaluation === 'PENDING') return { phase: 'evaluating', records, ...(await chunks('evaluation')) };
  const done = await chunks('import');
  if (done.recordsDone === records) return { phase: 'collecting', records, ...done };
  return { phase: (await hasTurn()) ? 'importing' : 'waiting', records, ...done };
}

/** @returns undefined if the chunks must be read */
function progressOfItem(item: Import, records: number): Progress | undefined {
  if (FINAL_STATUSES.has(item.status))
    return {
      phase: isMailSettled(item.notification) ? 'ended' : 'notifying',
      records,
      recordsDone: item.counts?.records ?? 0,
    };
  const nothingDone = { records, recordsDone: 0 };
  if (item.cancelRequestedAt !== undefined) return { phase: 'cancelling', ...nothingDone };
  if (item.status === 'AWAITING_UPLOAD') return { phase: 'uploading', ...nothingDone };
  if (item.layout === undefined) return { phase: 'inspecting', ...nothingDone };
  if (item.split === undefined) return { phase: 'splitting', ...nothingDone };
  if (item.status === 'AWAITING_CONFIRMATION') return { phase: 'confirming', records, recordsDone: records };
  return undefined;
}
