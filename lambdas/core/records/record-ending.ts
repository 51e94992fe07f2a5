import type { FileLayout } from '../../contracts/file-layout.ts';

const ENDINGS: Readonly<Record<FileLayout['format'], Buffer>> = {
  csv: Buffer.from('\n'),
  jsonl: Buffer.from('\n'),
  json: Buffer.from(',\n'),
};

/** What stands behind each record where records are given back as they were sent; behind the last one not in a JSON array. */
export function recordEnding(format: FileLayout['format']): Buffer {
  return ENDINGS[format];
}
