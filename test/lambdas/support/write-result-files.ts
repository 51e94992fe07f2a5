import type { ChunkItem } from '../../../lambdas/contracts/chunk.ts';
import type { Counts } from '../../../lambdas/contracts/outcome.ts';
import { objectKeys } from '../../../lambdas/core/naming/object-keys.ts';
import { importTypeOf, type SplitImport } from '../../../lambdas/processing/import-stage.ts';
import { ignoredNames, nameChunks } from '../../../lambdas/reporting/chunk-names.ts';
import { collectSlice, type SlicePorts } from '../../../lambdas/reporting/collect-slice.ts';
import { RESULTS } from '../../../lambdas/reporting/report-kind.ts';
import type { ResultFiles } from '../../../lambdas/reporting/result-files.ts';
import { RUNTIME } from './memory-ports.ts';

/** Writes the sender's files from the parts of `chunks`, which are in file order, in one invocation. */
export async function writeResultFiles(
  ports: SlicePorts,
  item: SplitImport,
  chunks: readonly ChunkItem[],
  check: (counts: Counts) => void = () => undefined,
): Promise<ResultFiles> {
  const named = await nameChunks(chunks, importTypeOf(item).details.families);
  const slice = {
    ...{ item, kind: RESULTS, named, check },
    before: undefined,
    folder: objectKeys.files(item),
    note: async () => true,
  };
  const report = await collectSlice(ports, slice, RUNTIME);
  if (report === undefined) throw new Error('the time was not enough');
  return { ...report, ...ignoredNames(item, named) };
}
