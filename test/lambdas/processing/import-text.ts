/** A file through the real InspectFile's reading, SplitFile, ProcessChunk, ProcessDeferred and the writers of the sender's files. */
import { parse } from 'csv-parse/sync';
import type { ImportStore } from '../../../lambdas/adapters/dynamo-import-store.ts';
import type { Delimiter } from '../../../lambdas/contracts/delimiter.ts';
import type { Import } from '../../../lambdas/contracts/import.ts';
import type { ImportTypeDefinition } from '../../../lambdas/core/import-type/import-type.ts';
import { objectKeys } from '../../../lambdas/core/naming/object-keys.ts';
import { splitImport } from '../../../lambdas/processing/import-stage.ts';
import { createProcessChunk } from '../../../lambdas/processing/process-chunk.ts';
import { createProcessDeferred } from '../../../lambdas/processing/process-deferred.ts';
import { createSplitFile } from '../../../lambdas/tasks/split-file/handler.ts';
import { type MemoryObjects, memoryObjects, RUNTIME } from '../support/memory-ports.ts';
import { type MemoryTables, memoryTables } from '../support/memory-tables.ts';
import { writeResultFiles } from '../support/write-result-files.ts';
import { inspected } from './inspected.ts';
import { importOf, portsOf } from './memory-import.ts';

export interface ImportedText {
  readonly counts: Import['counts'];
  /** Cells of the rows of results.csv and errors.csv, without their headers. */
  readonly results: readonly (readonly string[])[];
  readonly errors: readonly (readonly string[])[];
  /** Undefined if no record failed. */
  readonly failed: string | undefined;
  readonly tables: MemoryTables;
}

let imports = 0;

/** Each import has its own turn, and a few records in each chunk. */
export async function importText(
  definition: ImportTypeDefinition,
  text: string,
  tables: MemoryTables = memoryTables(),
): Promise<ImportedText> {
  const importId = `imp_${String(imports + 1).padStart(26, '0')}`;
  const objects = memoryObjects({ file: text });
  let item = importOf(importId, inspected(definition, text));
  const update = async (_: string, change: Partial<Import>) => {
    item = { ...item, ...change } as Import;
  };
  const read = async () => item;
  return importInspected({ objects, read, imports: { read, update } }, tables);
}

export interface InspectedImportPorts {
  readonly objects: MemoryObjects;
  readonly imports: Pick<ImportStore, 'read' | 'update'>;
  readonly read: () => Promise<Import>;
}

/** What comes after InspectFile, up to the files for the sender. */
export async function importInspected(
  { objects, imports: store, read }: InspectedImportPorts,
  tables: MemoryTables,
  chunkRecords = 3,
): Promise<ImportedText> {
  const fencingToken = ++imports;
  const { importId } = await read();
  const limits = { maxFileBytes: 1e9, chunkBytes: 1e6, chunkRecords, maxConcurrency: 10 };
  await createSplitFile({ objects, imports: store, resultsBucket: 'results', ...limits } as never)(
    { importId },
    RUNTIME,
  );
  tables.chunks.clear();
  const manifest = (objects.texts.get(objectKeys.manifest(importId)) ?? '').trim().split('\n');
  const ports = portsOf(tables, { objects, read, interrupt: async () => undefined });
  for (const line of manifest)
    await createProcessChunk(ports)({ importId, chunk: JSON.parse(line), fencingToken }, RUNTIME);
  await createProcessDeferred(ports)({ importId, fencingToken }, RUNTIME);
  const users = { known: async () => new Set<string>() };
  const chunks = [...tables.chunks.values()].sort((a, b) => a.index - b.index);
  const item = await read();
  const { counts } = await writeResultFiles(
    { objects, users, resultsBucket: 'results' },
    splitImport(item),
    chunks,
  );
  const folder = objectKeys.files(item);
  const rowsOf = (key: string) => strictRows(objects.texts.get(key) ?? '').slice(1);
  return {
    counts,
    results: rowsOf(objectKeys.results(folder)),
    errors: rowsOf(objectKeys.errors(folder)),
    failed: objects.texts.get(objectKeys.failedRecords(folder, splitImport(item).layout.format)),
    tables,
  };
}

/** What a strict reader of CSV finds: it refuses other text than RFC 4180 allows, and rows of different widths. */
export function strictRows(text: string, delimiter: Delimiter = ','): string[][] {
  return parse(text, { bom: true, delimiter, record_delimiter: ['\r\n', '\n'] });
}
