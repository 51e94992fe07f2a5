import type { FileLayout } from '../../contracts/file-layout.ts';
import { ERASURES_PREFIX, IMPORTS_PREFIX, WORK_PREFIX } from '../../contracts/object-prefixes.ts';

/** Keys in the results bucket. `imports/` is the sender's, kept as the stage says; `${WORK_PREFIX}` is ours and expires soon. */
export const objectKeys = {
  manifest: (importId: string) => `${WORK_PREFIX}${importId}/manifest.jsonl`,
  /** The decompressed copy of a gzip upload. */
  content: (importId: string) => `${WORK_PREFIX}${importId}/content`,
  /**
   * The results of one invocation for a chunk. Each invocation has its own keys, and the item of the chunk refers to
   * those of the first one: an invocation that was assumed dead cannot overwrite them.
   */
  part: (importId: string, { chunk, step, invocationId }: PartName) =>
    `${partPrefix(importId, chunk)}.${step}.${invocationId}.results.jsonl`,
  failedPart: (importId: string, { chunk, step, invocationId }: PartName) =>
    `${partPrefix(importId, chunk)}.${step}.${invocationId}.failed-records`,
  deferredPart: (importId: string, { chunk, step, invocationId }: PartName) =>
    `${partPrefix(importId, chunk)}.${step}.${invocationId}.deferred.json`,
  /** The numbers of the deferred records that the splitter found in a chunk, if any. */
  deferred: (importId: string, chunk: number) => `${WORK_PREFIX}${importId}/deferred/${padded(chunk)}.json`,
  /** The duplicates of a chunk, if any. */
  rejected: (importId: string, chunk: number) => `${WORK_PREFIX}${importId}/rejected/${padded(chunk)}.json`,
  /** What one invocation of CollectResults or CollectPreview has collected: a piece of a file, or `state.json`. */
  collected: (importId: string, invocationId: string, name: string) =>
    `${WORK_PREFIX}${importId}/collected/${invocationId}/${name}`,
  /** The folder of the sender's files. It begins with the tenant, so that a policy can hand out one tenant's. */
  files: ({ tenant, importId }: FilesOf) => `${IMPORTS_PREFIX}${tenant}/${importId}`,
  /** The same of imports before 0.2. Their items name the keys of their files, so that only the folder is needed. */
  filesBefore: (importId: string) => `${IMPORTS_PREFIX}${importId}`,
  /**
   * The sender's files of an aborted attempt, as one invocation wrote them. The import refers to those of the first
   * invocation, so that a late one cannot mix its files with them.
   */
  abortedFiles: ({ tenant, importId }: FilesOf, attempt: number, invocationId: string) =>
    `${IMPORTS_PREFIX}${tenant}/${importId}/aborted-${attempt}-${invocationId.slice(0, 8)}`,
  erasureReport: (erasureId: string) => `${ERASURES_PREFIX}${erasureId}.json`,
  preview: (folder: string) => `${folder}/preview.csv`,
  results: (folder: string) => `${folder}/results.csv`,
  errors: (folder: string) => `${folder}/errors.csv`,
  failedRecords: (folder: string, format: FileLayout['format']) => `${folder}/failed-records.${format}`,
  unprocessedRecords: (folder: string, format: FileLayout['format']) =>
    `${folder}/unprocessed-records.${format}`,
} as const;

/** Whose files: an import is one. */
export interface FilesOf {
  readonly tenant: string;
  readonly importId: string;
}

export interface PartName {
  readonly chunk: number;
  readonly step: 'map' | 'deferred';
  readonly invocationId: string;
}

function partPrefix(importId: string, chunk: number): string {
  return `${WORK_PREFIX}${importId}/parts/${padded(chunk)}`;
}

function padded(chunk: number): string {
  return String(chunk).padStart(5, '0');
}
