/** The ports of ProcessChunk and ProcessDeferred, and an import, on tables in memory. */
import type { FileLayout } from '../../../lambdas/contracts/file-layout.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';
import type { ProcessChunkPorts } from '../../../lambdas/processing/process-chunk.ts';
import type { createProcessDeferred } from '../../../lambdas/processing/process-deferred.ts';
import type { Interruption, MemoryTables } from '../support/memory-tables.ts';

export const TENANT = 'acme';

/** A file as InspectFile leaves it behind on its import. */
export interface InspectedFile extends Pick<Import, 'importType' | 'settings' | 'parameters'> {
  readonly text: string;
  readonly layout: FileLayout;
  readonly options?: Partial<ImportOptions>;
}

export function portsOf(
  tables: MemoryTables,
  {
    objects,
    read,
    interrupt,
  }: { objects: ProcessChunkPorts['objects']; read: () => Promise<Import>; interrupt: Interruption },
): ProcessChunkPorts & Parameters<typeof createProcessDeferred>[0] {
  return {
    objects,
    resultsBucket: 'results',
    writeConcurrency: 3,
    // So few that a chunk of five users is read in several goes.
    usersPerRead: 2,
    now: () => new Date(0),
    users: tables.userStore(interrupt),
    claims: tables.claimStore(interrupt),
    imports: {
      read,
      update: async () => undefined,
      recordFailure: async () => undefined,
      readChunk: async (_, index) => tables.chunks.get(index),
      startChunk: async (chunk) =>
        void (tables.chunks.has(chunk.index) || tables.chunks.set(chunk.index, chunk)),
      advanceChunk: async (chunk, from) => {
        await interrupt('before advance');
        if (tables.chunks.get(chunk.index)?.status !== from) return false;
        tables.chunks.set(chunk.index, chunk);
        await interrupt('after advance');
        return true;
      },
      chunks: async function* () {
        yield* [...tables.chunks.values()].sort((a, b) => a.index - b.index);
      },
    },
  };
}

export function importOf(
  importId: string,
  { importType, settings, parameters, text, layout, options }: InspectedFile,
): Import {
  const source = { bucket: 'uploads', key: 'file', etag: 'e', size: Buffer.byteLength(text) };
  const at = new Date(0).toISOString();
  return {
    importId,
    tenant: TENANT,
    importType,
    settings,
    parameters,
    fileName: 'file',
    status: 'RUNNING',
    source,
    content: source,
    options: { mode: 'upsert', onBlank: 'keep', duplicates: 'apply', ...options },
    layout,
    createdAt: at,
    updatedAt: at,
  } as Import;
}
