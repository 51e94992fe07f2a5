import type { ChunkProgressReads } from '../adapters/dynamo-chunk-progress.ts';
import type { ChunkGlance } from '../contracts/chunk.ts';
import type { Import } from '../contracts/import.ts';
import { ChunkIssues } from '../core/lifecycle/chunk-issues.ts';
import type { ChunkProgress } from '../core/lifecycle/progress.ts';
import { sumChunks } from '../core/lifecycle/sum-chunks.ts';
import type { ChunkPhase } from '../core/naming/item-keys.ts';

type Followed = Pick<Import, 'importId' | 'attempt' | 'split' | 'arrival'>;

/** What is known of the chunks of one import, so that the next poll reads only those that can have changed. */
interface Memory {
  /** By index, without their issues; holes are chunks that have not begun. */
  readonly chunks: (ChunkGlance | undefined)[];
  readonly issues: ChunkIssues;
  readAt: number;
  progress: Promise<ChunkProgress>;
}

/** Polls within this time get the same answer. */
const FRESH_MS = 1000;
/** Of one instance of the function. */
const MAX_FOLLOWED = 20;
/** A chunk that is this far behind the others is read by itself, so that it does not make each poll read all that follow. */
const STRAGGLER_DISTANCE = 500;
const MAX_STRAGGLERS = 25;

/**
 * Reads how far the chunks of an import are. A first poll reads all chunk items; each further one, of the same instance of
 * the function, only those that were not done before, and those behind them.
 */
export function createFollowChunks(reads: ChunkProgressReads, now: () => Date) {
  const followed = new Map<string, Memory>();
  return (item: Followed, phase: ChunkPhase): Promise<ChunkProgress> => {
    const key = `${item.importId} ${item.attempt} ${phase}`;
    const known = followed.get(key);
    const at = now().getTime();
    if (known !== undefined && at - known.readAt < FRESH_MS) return known.progress;
    const { chunks, issues } = known ?? { chunks: [], issues: new ChunkIssues() };
    const progress = readProgress(reads, item, phase, { chunks, issues });
    followed.delete(key);
    followed.set(key, { chunks, issues, readAt: at, progress });
    // A failed read is not remembered.
    progress.catch(() => followed.delete(key));
    if (followed.size > MAX_FOLLOWED) followed.delete(followed.keys().next().value ?? '');
    return progress;
  };
}

async function readProgress(
  reads: ChunkProgressReads,
  { importId, attempt, split, arrival }: Followed,
  phase: ChunkPhase,
  { chunks, issues }: Pick<Memory, 'chunks' | 'issues'>,
): Promise<ChunkProgress> {
  const note = ({ issues: mapped, deferredIssues, ...chunk }: ChunkGlance) => {
    issues.add(chunks[chunk.index], { ...chunk, issues: mapped, deferredIssues });
    chunks[chunk.index] = chunk;
  };
  const isMapped = chunks.length === split?.chunks && chunks.every((chunk) => isMappedChunk(chunk));
  const { stragglers, from } = planReads(chunks, isMapped);
  const single = await Promise.all(stragglers.map((index) => reads.one(importId, phase, index)));
  for (const chunk of single) if (chunk !== undefined) note(chunk);
  for await (const chunk of reads.from(importId, phase, from)) {
    note(chunk);
    // ProcessDeferred goes in file order: nothing behind this chunk has changed.
    if (isMapped && chunk.status === 'DEFERRED') break;
  }
  const found = issues.counted();
  return {
    ...sumChunks(chunks, attempt === 1 ? '' : arrival.slice(0, ISO_TIME)),
    ...(found && { issues: found }),
  };
}

/** Characters of a time. */
const ISO_TIME = new Date(0).toISOString().length;

function isMappedChunk(chunk: ChunkGlance | undefined): boolean {
  return chunk !== undefined && chunk.status !== 'RUNNING';
}

/** Chunks wait as DEFERRED until all chunks are mapped. */
function planReads(chunks: readonly (ChunkGlance | undefined)[], isMapped: boolean) {
  const open = Array.from(chunks, (chunk, index) => ({ chunk, index })).filter(({ chunk }) =>
    isMapped ? chunk?.status !== 'DONE' : !isMappedChunk(chunk),
  );
  const indexes = open.map(({ index }) => index);
  const stragglers = isMapped ? [] : indexes.filter((index) => index < chunks.length - STRAGGLER_DISTANCE);
  if (stragglers.length > MAX_STRAGGLERS) return { stragglers: [], from: indexes[0] ?? chunks.length };
  return { stragglers, from: indexes[stragglers.length] ?? chunks.length };
}
