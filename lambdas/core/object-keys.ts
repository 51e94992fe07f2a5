import type { FileLayout } from '../contracts/file-layout.ts';

/** Keys in the results bucket. `imports/` is the sender's, kept as the stage says; `work/` is ours and expires soon. */
export const objectKeys = {
  manifest: (importId: string) => `work/${importId}/manifest.jsonl`,
  /** The decompressed copy of a gzip upload. */
  content: (importId: string) => `work/${importId}/content`,
  part: (importId: string, chunk: number) => `work/${importId}/parts/${padded(chunk)}.results.jsonl`,
  failedPart: (importId: string, chunk: number) => `work/${importId}/parts/${padded(chunk)}.failed-records`,
  /** The numbers of a chunk's repeats, where it has any. */
  repeats: (importId: string, chunk: number) => `work/${importId}/repeats/${padded(chunk)}.json`,
  results: (importId: string) => `imports/${importId}/results.csv`,
  errors: (importId: string) => `imports/${importId}/errors.csv`,
  failedRecords: (importId: string, format: FileLayout['format']) =>
    `imports/${importId}/failed-records.${format}`,
  unprocessedRecords: (importId: string, format: FileLayout['format']) =>
    `imports/${importId}/unprocessed-records.${format}`,
} as const;

function padded(chunk: number): string {
  return String(chunk).padStart(5, '0');
}
