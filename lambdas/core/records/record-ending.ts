import type { FileLayout } from '../../contracts/file-layout.ts';

const ENDINGS: Readonly<Record<FileLayout['format'], Buffer>> = {
  csv: Buffer.from('\n'),
  jsonl: Buffer.from('\n'),
  json: Buffer.from(',\n'),
};

/** The bytes after each record in the file of failed records; in a JSON array not after the last one. */
export function recordEnding(format: FileLayout['format']): Buffer {
  return ENDINGS[format];
}
