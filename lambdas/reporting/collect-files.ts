import type { ImportStore } from '../adapters/dynamo-import-store.ts';
import { readJson } from '../adapters/read-object.ts';
import { type Collected, CollectedSchema } from '../contracts/collected.ts';
import { objectKeys } from '../core/naming/object-keys.ts';
import { importTypeOf } from '../processing/import-stage.ts';
import type { TaskRuntime } from '../runtime/create-handler.ts';
import { accountForAll } from './account-for-all.ts';
import { ignoredNames, nameChunks } from './chunk-names.ts';
import { collectSlice, type Slice, type SlicePorts } from './collect-slice.ts';
import type { ResultFiles } from './result-files.ts';

export interface CollectPorts extends SlicePorts {
  readonly imports: Pick<ImportStore, 'read' | 'chunks' | 'noteCollected'>;
}

export interface Collection extends Pick<Slice, 'item' | 'kind'> {
  readonly attempt: number;
}

/**
 * Writes the sender's files from the parts of all chunks, if and only if every record is accounted for (promise 1), in as
 * many invocations as it takes. Each invocation moves the import from the state that it has read to the one that it has
 * written. Of two invocations at once, one does so, and the work of the other is ignored.
 * @returns undefined when the time of this invocation is over, or when another one was faster: call again
 * @throws RecordCountMismatch when a record has no outcome, or more than one
 */
export async function collectFiles(
  ports: CollectPorts,
  collection: Collection,
  runtime: TaskRuntime,
): Promise<ResultFiles | undefined> {
  const { item, kind, attempt } = collection;
  const { importId } = item;
  const named = await nameChunks(ports.imports.chunks(importId), importTypeOf(item).details.families);
  const check = accountForAll(item, named.chunks);
  const note = async (collected: Collected): Promise<boolean> => {
    const key = objectKeys.collected(importId, runtime.invocationId, 'state.json');
    const state = JSON.stringify(CollectedSchema.parse(collected));
    await ports.objects.put(ports.resultsBucket, key, state, 'application/json');
    const collecting = { attempt, file: kind.file, key };
    const kept = await ports.imports.noteCollected(importId, item.collecting?.key, collecting);
    const { chunks } = collected;
    runtime.logger.info('results collected in part', { chunks, of: named.chunks.length, kept });
    return kept;
  };
  const slice = {
    ...{ item, kind, named, check, note },
    before: await readCollected(ports, collection),
    folder: objectKeys.files(item),
  };
  const report = await collectSlice(ports, slice, runtime);
  return report && { ...report, ...ignoredNames(item, named) };
}

/** Undefined: this attempt has collected nothing. What an earlier attempt, or the evaluation, has collected is ignored. */
async function readCollected(
  { objects, resultsBucket: bucket }: CollectPorts,
  { item: { collecting }, kind, attempt }: Collection,
): Promise<Collected | undefined> {
  if (collecting?.attempt !== attempt || collecting.file !== kind.file) return undefined;
  return readJson(objects, { bucket, key: collecting.key }, CollectedSchema);
}
