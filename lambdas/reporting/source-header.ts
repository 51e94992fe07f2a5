import { readSource } from '../adapters/read-object.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { SplitImport } from '../processing/import-stage.ts';

/** The header row as it was sent, with a line break; empty for a file without a header row. */
export async function headerBytes(
  objects: Pick<ObjectStore, 'open'>,
  { content, layout }: SplitImport,
): Promise<Buffer> {
  if (layout.format !== 'csv') return Buffer.alloc(0);
  if (layout.headerStart === layout.headerEnd) return Buffer.alloc(0);
  const range = { start: layout.headerStart, end: layout.headerEnd };
  return Buffer.concat([await readSource(objects, content, range), Buffer.from('\n')]);
}
