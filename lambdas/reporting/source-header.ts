import { readSource } from '../adapters/read-object.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import { failedHeader } from '../processing/failed-header.ts';
import type { SplitImport } from '../processing/import-stage.ts';
import { CSV_MARK } from '../reading/csv/csv-text.ts';

const MARK = Buffer.from(CSV_MARK);

/** What a file of records as they were sent begins with: the header row of CSV, with a line break. */
export async function headerBytes(objects: Pick<ObjectStore, 'open'>, item: SplitImport): Promise<Buffer> {
  const sent = await sentHeader(objects, item);
  return sent.length === 0 ? sent : Buffer.concat([sent, Buffer.from('\n')]);
}

/** What a file of failed records begins with. */
export async function failedHeaderBytes(
  objects: Pick<ObjectStore, 'open'>,
  item: SplitImport,
): Promise<Buffer> {
  const { layout } = item;
  if (layout.format !== 'csv') return Buffer.alloc(0);
  return Buffer.concat([MARK, Buffer.from(failedHeader(layout, await sentHeader(objects, item)))]);
}

/** The header row as it was sent, without its line break; empty for a file without a header row. */
async function sentHeader(
  objects: Pick<ObjectStore, 'open'>,
  { content, layout }: SplitImport,
): Promise<Buffer> {
  if (layout.format !== 'csv' || layout.headerStart === layout.headerEnd) return Buffer.alloc(0);
  return readSource(objects, content, { start: layout.headerStart, end: layout.headerEnd });
}
