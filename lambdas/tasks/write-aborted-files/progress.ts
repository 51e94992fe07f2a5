import type { ImportStore } from '../../adapters/dynamo-import-store.ts';
import { readJson } from '../../adapters/read-object.ts';
import type { ChunkItem } from '../../contracts/chunk.ts';
import {
  type AbortedProgress,
  AbortedProgressSchema,
  ProcessedChunksSchema,
} from '../../contracts/collected.ts';
import type { Import } from '../../contracts/import.ts';
import { objectKeys } from '../../core/naming/object-keys.ts';
import { typeOfImport } from '../../import-types/registry.ts';
import { type NamedChunks, nameChunks } from '../../reporting/chunk-names.ts';
import type { SlicePorts } from '../../reporting/collect-slice.ts';
import type { TaskRuntime } from '../../runtime/create-handler.ts';

export interface ProgressPorts extends Pick<SlicePorts, 'objects' | 'resultsBucket'> {
  readonly imports: Pick<ImportStore, 'chunks' | 'noteAbortedProgress'>;
}

/** How far the files of an aborted attempt are written. */
export interface Progress {
  /** The processed chunks, as they were when the first file was begun. */
  readonly named: NamedChunks;
  readonly state: AbortedProgress;
  /** False: another invocation has stored its progress since this one has read it. */
  move(change: Partial<AbortedProgress>): Promise<boolean>;
}

/**
 * Continues what an earlier invocation has stored, or begins. A worker that was assumed dead may complete its chunk after the
 * import has ended. The chunks are therefore stored first: a record is either in the results or among the unprocessed records.
 */
export async function openProgress(
  { objects, imports, resultsBucket: bucket }: ProgressPorts,
  item: Import,
  { invocationId, logger }: TaskRuntime,
): Promise<Progress> {
  const { importId, attempt, collecting } = item;
  const put = async (name: string, value: unknown): Promise<string> => {
    const key = objectKeys.collected(importId, invocationId, name);
    await objects.put(bucket, key, JSON.stringify(value), 'application/json');
    return key;
  };
  let from = collecting?.key;
  let moves = 0;
  const progress = (named: NamedChunks, begun: AbortedProgress) => {
    let state = begun;
    return {
      named,
      get state() {
        return state;
      },
      async move(change: Partial<AbortedProgress>): Promise<boolean> {
        const next = AbortedProgressSchema.parse({ ...state, ...change });
        const key = await put(`aborted-${++moves}.json`, next);
        const isKept = await imports.noteAbortedProgress(importId, from, { attempt, file: 'aborted', key });
        if (!isKept) return false;
        from = key;
        state = next;
        for (const [file, chunks] of [
          ['results', change.results?.chunks],
          ['unprocessedRecords', change.unprocessedRecords?.chunks],
        ])
          if (chunks !== undefined) logger.info('a file was written in part', { file, chunks });
        return true;
      },
    };
  };
  if (collecting?.attempt === attempt && collecting.file === 'aborted') {
    const state = await readJson(objects, { bucket, key: collecting.key }, AbortedProgressSchema);
    return progress(await readJson(objects, { bucket, key: state.chunksKey }, ProcessedChunksSchema), state);
  }
  // Without the type, which a deployment may have removed, each file fails with its own reason.
  const families = typeOfImport(item)?.details.families;
  const named = await nameChunks(processed(imports.chunks(importId)), families);
  const begun = progress(named, { chunksKey: await put('chunks.json', named), givenUp: [] });
  await begun.move({});
  return begun;
}

async function* processed(chunks: AsyncIterable<ChunkItem>): AsyncGenerator<ChunkItem> {
  for await (const chunk of chunks) if (chunk.status !== 'RUNNING') yield chunk;
}
