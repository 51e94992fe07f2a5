/** A file as it is uploaded, through the real InspectFile and everything behind it. */
import { Readable } from 'node:stream';
import type { Import } from '../../../lambdas/contracts/import.ts';
import type { ImportOptions } from '../../../lambdas/contracts/import-options.ts';
import { NO_SETTINGS } from '../../../lambdas/contracts/no-settings.ts';
import type { ImportTypeDefinition } from '../../../lambdas/core/import-type/import-type.ts';
import { sampleHeaderFile } from '../../../lambdas/core/import-type/sample-file.ts';
import { createInspectFile } from '../../../lambdas/tasks/inspect-file/handler.ts';
import { importItem, NOW } from '../support/import-item.ts';
import { ANY_TENANT } from '../support/memory-access.ts';
import { memoryImports, memoryObjects, RUNTIME } from '../support/memory-ports.ts';
import { type MemoryTables, memoryTables } from '../support/memory-tables.ts';
import { type ImportedText, importInspected } from './import-text.ts';

export type ImportedBytes =
  | ({ readonly status: 'imported'; readonly unknownColumns: readonly string[] } & ImportedText)
  | { readonly status: 'rejected'; readonly code: string; readonly message: string };

const HEADER_KEY = 'header';

/** Imports a file of a type for the tenant of the type's sample, with the options that the sender names. */
export async function importBytes(
  definition: ImportTypeDefinition,
  bytes: Buffer,
  options: Partial<ImportOptions> = {},
  tables: MemoryTables = memoryTables(),
): Promise<ImportedBytes> {
  const texts = memoryObjects({ [HEADER_KEY]: sampleHeaderFile(definition) ?? '' });
  const files = new Map([['file', bytes]]);
  const objects: typeof texts = {
    ...texts,
    open: async (object, range) => {
      const file = files.get(object.key);
      return file ? Readable.from([file.subarray(range?.start, range?.end)]) : texts.open(object, range);
    },
    // A decompressed file may be in any encoding.
    upload: async (bucket, key, body, type) => {
      const copy = Buffer.concat(await Array.fromAsync(body));
      files.set(key, copy);
      return texts.upload(bucket, key, Readable.from([copy]), type);
    },
  };
  const imports = memoryImports(uploaded(definition, bytes.length, options));
  const read = async () => imports.item as Import;
  const inspect = createInspectFile({
    imports,
    objects,
    registry: ANY_TENANT.registry,
    tenants: { read: async () => ({ ...NO_SETTINGS, ...definition.sample.settings }) },
    maxFileBytes: 1e9,
    now: () => NOW,
  });
  const { importId } = await read();
  try {
    await inspect({ importId }, RUNTIME);
    const imported = await importInspected({ objects, imports, read }, tables, 100);
    return { status: 'imported', unknownColumns: (await read()).unknownColumns ?? [], ...imported };
  } catch (error) {
    const { reason } = await read();
    if (reason === undefined) throw error;
    return { status: 'rejected', ...reason };
  }
}

function uploaded(
  { name, paired, sample }: ImportTypeDefinition,
  size: number,
  options: Partial<ImportOptions>,
): Import {
  const source = { bucket: 'uploads', key: 'file', etag: 'e', size };
  const header = { ...source, key: HEADER_KEY, size: 10_000 };
  const feed = {
    timestamp: '20261121100000',
    header: { object: header, arrival: '1' },
    data: { object: source, arrival: '2' },
    revision: 1,
  };
  const { content: _, layout: __, split: ___, ...rest } = importItem();
  return {
    ...rest,
    status: 'QUEUED',
    importType: name,
    parameters: sample.parameters,
    fileName: paired === undefined ? 'users' : 'user_feed_data_20261121100000.json',
    source,
    options: { ...rest.options, ...options },
    ...(paired !== undefined && { feed }),
  } as Import;
}
