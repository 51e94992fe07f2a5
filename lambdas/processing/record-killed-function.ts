import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import type { ChunkItem } from '../contracts/chunk.ts';
import type { Import } from '../contracts/import.ts';

/** The error of a chunk whose function ended without an answer. */
export const FUNCTION_KILLED = 'FunctionKilled';

export interface StartedBefore {
  readonly item: Pick<Import, 'importId' | 'failure'>;
  /** The chunk as the invocation before left it. */
  readonly known: Pick<ChunkItem, 'index' | 'startedAt'>;
  readonly now: Date;
  /** The time that this invocation has, which is what the one before had. */
  readonly timeMs: number;
}

/**
 * A function that is killed (it ran out of memory or time) cannot store its error, and the failed Map Run does not contain
 * it. The next invocation for the same chunk stores it instead: the chunk was started, has not ended, and left no error.
 * If this invocation succeeds, the failure does not count (AbortImport compares it with the chunk).
 */
export async function recordKilledFunction(
  imports: Pick<ImportStore, 'recordFailure'>,
  { item, known, now, timeMs }: StartedBefore,
): Promise<void> {
  const { index, startedAt } = known;
  if (item.failure?.chunk === index) return;
  const seconds = Math.round((now.getTime() - Date.parse(startedAt)) / 1000);
  const found =
    seconds * 1000 < timeMs
      ? `It was started again ${seconds} s later, before its time of ${Math.round(timeMs / 1000)} s was over: it ran out of memory, or its process crashed.`
      : `It was started again ${seconds} s later: it ran out of time (${Math.round(timeMs / 1000)} s), or out of memory.`;
  await imports.recordFailure(item.importId, {
    error: FUNCTION_KILLED,
    cause: `its function ended without an answer. ${found} The log of the function has the details.`,
    chunk: index,
    isFinal: false,
  });
}
