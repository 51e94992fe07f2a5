import type { Import, ImportFile } from '../../contracts/import.ts';
import { FINAL_STATUSES } from '../../contracts/import-status.ts';
import type { IssueCode, Severity } from '../../contracts/issue.ts';
import type { ChunkPhase } from '../../core/naming/item-keys.ts';
import type { LocatedIssue } from '../../core/wording/group-issues.ts';
import { type IssueCursor, issueCursorText } from './issue-cursor.ts';
import { type ChunkIssuesPorts, issuesOfChunks } from './issues-of-chunks.ts';
import { type FileIssuesPorts, issuesOfFile, versionOf } from './issues-of-file.ts';

export type ListIssuesPorts = FileIssuesPorts & ChunkIssuesPorts & { readonly resultsBucket: string };

export interface IssueFilter {
  readonly code?: IssueCode | undefined;
  readonly field?: string | undefined;
  readonly severity?: Severity | undefined;
}

export interface IssueRequest {
  readonly filter: IssueFilter;
  readonly cursor: IssueCursor | undefined;
  readonly limit: number;
}

export type ListedIssues =
  | {
      readonly found: true;
      readonly issues: readonly LocatedIssue[];
      readonly next?: string;
      /** Whether more issues can be found later. */
      readonly isComplete: boolean;
    }
  /** The cursor is of a list that there is no more, or the file has expired. */
  | { readonly found: false; readonly reason: 'CursorOutdated' | 'FileExpired' };

/**
 * The errors and warnings of an import in file order: those of errors.csv, which after an evaluation are those that it
 * found; while there is no such file, those of the first chunks that are done.
 */
export async function listIssues(
  item: Import,
  request: IssueRequest,
  ports: ListIssuesPorts,
): Promise<ListedIssues> {
  const { files, status, missingFiles = [] } = item;
  const isFinal = FINAL_STATUSES.has(status);
  const isComplete = (isFinal && !missingFiles.includes('results')) || status === 'AWAITING_CONFIRMATION';
  if (files?.errors !== undefined) return ofFile(files.errors, { ...request, isComplete }, ports);
  if (request.cursor?.in === 'file') return { found: false, reason: 'CursorOutdated' };
  if (isFinal || status === 'AWAITING_CONFIRMATION') return { found: true, issues: [], isComplete };
  return ofChunks(item, request, ports);
}

async function ofFile(
  { key, size }: ImportFile,
  { cursor, filter, limit, isComplete }: IssueRequest & { readonly isComplete: boolean },
  ports: ListIssuesPorts,
): Promise<ListedIssues> {
  const head = await ports.objects.head(ports.resultsBucket, key);
  if (head === undefined) return { found: false, reason: 'FileExpired' };
  const version = versionOf(head.etag);
  if (cursor !== undefined && (cursor.in !== 'file' || cursor.version !== version || cursor.offset > size))
    return { found: false, reason: 'CursorOutdated' };
  const source = { bucket: ports.resultsBucket, key, etag: head.etag, size: head.size };
  const { issues, next } = await issuesOfFile(
    source,
    { offset: cursor?.offset ?? 0, limit, includes: (issue) => matches(issue, filter) },
    ports,
  );
  const text = next && issueCursorText({ in: 'file', version, offset: next });
  return { found: true, issues, isComplete, ...(text && { next: text }) };
}

async function ofChunks(
  { importId, evaluation }: Import,
  { cursor, filter, limit }: IssueRequest,
  ports: ListIssuesPorts,
): Promise<ListedIssues> {
  const phase: ChunkPhase = evaluation === 'PENDING' ? 'evaluation' : 'import';
  if (cursor !== undefined && (cursor.in !== 'chunks' || cursor.phase !== phase))
    return { found: false, reason: 'CursorOutdated' };
  const from = { importId, phase, chunk: cursor?.chunk ?? 0, skipped: cursor?.skipped ?? 0 };
  const { issues, next } = await issuesOfChunks(
    from,
    { limit, includes: (issue) => matches(issue, filter) },
    ports,
  );
  const text = next && issueCursorText({ in: 'chunks', phase, ...next });
  return { found: true, issues, isComplete: false, ...(text && { next: text }) };
}

function matches({ issue }: LocatedIssue, { code, field, severity }: IssueFilter): boolean {
  return (
    (code === undefined || issue.code === code) &&
    (field === undefined || issue.field === field) &&
    (severity === undefined || issue.severity === severity)
  );
}
