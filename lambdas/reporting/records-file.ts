import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { FileLayout } from '../contracts/file-layout.ts';
import { recordEnding } from '../core/records/record-ending.ts';
import type { SplitImport } from '../processing/import-stage.ts';
import type { OutputFile } from './output-file.ts';
import { failedHeaderBytes, headerBytes } from './source-header.ts';

export const RECORDS_CONTENT_TYPES: Readonly<Record<FileLayout['format'], string>> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl',
  json: 'application/json',
};

/** Makes `file` a file of records as they were sent. `begun`: an earlier invocation has written records. */
export function asRecordsFile<File extends OutputFile>(
  objects: Pick<ObjectStore, 'open'>,
  item: SplitImport,
  file: File,
  begun = false,
): File {
  return item.layout.format === 'json'
    ? asArray(file, begun)
    : withHeader(file, begun, () => headerBytes(objects, item));
}

/**
 * Makes `file` a file of failed records, in the format of the uploaded file: CSV with a header, JSON Lines, or one JSON
 * array with each element on a new line. `write` takes what writeFailedRecords returns. `begun`: an earlier invocation has
 * written records.
 */
export function asFailedRecordsFile<File extends OutputFile>(
  objects: Pick<ObjectStore, 'open'>,
  item: SplitImport,
  file: File,
  begun = false,
): File {
  return item.layout.format === 'json'
    ? asArray(file, begun)
    : withHeader(file, begun, () => failedHeaderBytes(objects, item));
}

function withHeader<File extends OutputFile>(
  file: File,
  begunBefore: boolean,
  readHeader: () => Promise<Buffer>,
): File {
  let begun = begunBefore;
  return {
    ...file,
    async write(bytes: string | Buffer) {
      if (!begun) await file.write(await readHeader());
      begun = true;
      await file.write(bytes);
    },
  };
}

/**
 * Holds back the ending of the last element, because no comma may follow it. Every element has one, so it is the same
 * for the next invocation.
 */
function asArray<File extends OutputFile>(file: File, begunBefore: boolean): File {
  const ending = recordEnding('json');
  let begun = begunBefore;
  let held = begunBefore ? ending : Buffer.alloc(0);
  return {
    ...file,
    async write(bytes: string | Buffer) {
      if (!begun) await file.write('[\n');
      begun = true;
      const all = Buffer.concat([held, Buffer.from(bytes as string)]);
      held = all.subarray(Math.max(0, all.length - ending.length));
      await file.write(all.subarray(0, all.length - held.length));
    },
    async end() {
      if (begun) await file.write('\n]\n');
    },
  };
}
