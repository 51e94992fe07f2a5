import type { ObjectStore } from '../adapters/s3-object-store.ts';
import { type ChunkRange, ChunkRangeSchema } from '../contracts/chunk.ts';
import type { Import, ImportFile } from '../contracts/import.ts';
import { objectKeys } from '../core/object-keys.ts';
import { createLazyUpload } from './lazy-upload.ts';
import { headerBytes } from './source-header.ts';

const LINE_FEED = 0x0a;

/**
 * Writes the records of the chunks that are not in `done`, with the header: a file that can be imported as it is.
 * Undefined when there is nothing left, or the import had not come as far as its manifest.
 */
export async function writeUnprocessedRecords(
  ports: { readonly objects: ObjectStore; readonly resultsBucket: string },
  item: Import,
  done: ReadonlySet<number>,
): Promise<ImportFile | undefined> {
  const { importId, content, layout, split } = item;
  if (content === undefined || layout === undefined || split === undefined) return undefined;
  const left = (await readManifest(ports, split.manifestKey)).filter(({ index }) => !done.has(index));
  const key = objectKeys.unprocessedRecords(importId, layout.format);
  const upload = createLazyUpload(
    ports.objects,
    ports.resultsBucket,
    key,
    layout.format === 'csv' ? 'text/csv' : 'application/jsonl',
  );
  try {
    if (left.length > 0) await upload.write(await headerBytes(ports.objects, item));
    for (const chunk of left) {
      let last: number | undefined = LINE_FEED;
      for await (const piece of await ports.objects.open(content, chunk)) {
        await upload.write(piece as Buffer);
        last = (piece as Buffer).at(-1);
      }
      if (last !== LINE_FEED) await upload.write('\n');
    }
    return await upload.finish();
  } catch (error) {
    await upload.abandon(error instanceof Error ? error : new Error('abandoned'));
    throw error;
  }
}

async function readManifest(
  ports: { objects: ObjectStore; resultsBucket: string },
  key: string,
): Promise<ChunkRange[]> {
  const stream = await ports.objects.openByKey(ports.resultsBucket, key);
  const text = Buffer.concat(await stream.toArray()).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => ChunkRangeSchema.parse(JSON.parse(line)));
}
