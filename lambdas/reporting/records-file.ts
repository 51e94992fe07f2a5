import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { FileLayout } from '../contracts/file-layout.ts';
import { recordEnding } from '../core/records/record-ending.ts';
import type { SplitImport } from '../processing/import-stage.ts';
import { createLazyUpload, type LazyUpload } from './lazy-upload.ts';
import { headerBytes } from './source-header.ts';

const CONTENT_TYPES: Readonly<Record<FileLayout['format'], string>> = {
  csv: 'text/csv',
  jsonl: 'application/jsonl',
  json: 'application/json',
};

export interface RecordsFilePorts {
  readonly objects: ObjectStore;
  readonly resultsBucket: string;
}

/**
 * A file of records as they were sent, in the format of the uploaded file, so that it can be imported without changes: CSV
 * with the header, JSON Lines, or one JSON array with each element on a new line. `write` takes records with their endings.
 */
export function createRecordsFile(
  { objects, resultsBucket }: RecordsFilePorts,
  item: SplitImport,
  key: string,
): LazyUpload {
  const { format } = item.layout;
  const upload = createLazyUpload(objects, resultsBucket, key, CONTENT_TYPES[format]);
  return format === 'json' ? asArray(upload) : withHeader(upload, () => headerBytes(objects, item));
}

function withHeader(upload: LazyUpload, readHeader: () => Promise<Buffer>): LazyUpload {
  let begun = false;
  return {
    ...upload,
    async write(bytes) {
      if (!begun) await upload.write(await readHeader());
      begun = true;
      await upload.write(bytes);
    },
  };
}

/** Holds back the ending of the last element, because no comma may follow it. */
function asArray(upload: LazyUpload): LazyUpload {
  const ending = recordEnding('json').length;
  let held: Buffer = Buffer.from('');
  let begun = false;
  return {
    ...upload,
    async write(bytes) {
      if (!begun) await upload.write('[\n');
      begun = true;
      const all = Buffer.concat([held, Buffer.from(bytes as string)]);
      held = all.subarray(Math.max(0, all.length - ending));
      await upload.write(all.subarray(0, all.length - held.length));
    },
    async finish() {
      if (begun) await upload.write('\n]\n');
      return upload.finish();
    },
  };
}
