import type { ChunkItem } from '../contracts/chunk.ts';
import type { ImportFiles, ReportedIssue } from '../contracts/import.ts';
import type { IssueGroups } from '../contracts/issue-groups.ts';
import type { Counts } from '../contracts/outcome.ts';
import { objectKeys } from '../core/naming/object-keys.ts';
import { mainGroups } from '../core/wording/group-issues.ts';
import { importTypeOf, type SplitImport } from '../processing/import-stage.ts';
import { ignoredNames, nameChunks } from './chunk-names.ts';
import { createLazyUpload } from './lazy-upload.ts';
import { mergeParts, type ReportPorts } from './merge-parts.ts';
import { asFailedRecordsFile, RECORDS_CONTENT_TYPES } from './records-file.ts';
import { RESULTS } from './report-kind.ts';

export const CSV = 'text/csv; charset=utf-8';

export interface ResultFiles {
  readonly counts: Counts;
  readonly files: ImportFiles;
  readonly firstErrors: ReportedIssue[];
  readonly firstWarnings: ReportedIssue[];
  /** The first issues that reject the whole file. */
  readonly rejections: ReportedIssue[];
  /** All issues, counted by kind. */
  readonly issues: IssueGroups;
  /** Columns or JSON keys that are no fields and were ignored; absent: none. */
  readonly unknownColumns?: string[];
}

/**
 * Writes the sender's files from the parts of `chunks`, which are in file order, at once: collectFiles does it in slices.
 * Holds the parts of a few chunks in memory.
 * `accept` checks the counts before the files become visible, and throws to prevent that.
 * @throws RecordCountMismatch when a record occurs twice, is out of order, or is not a record of the file
 */
export async function writeResultFiles(
  ports: ReportPorts,
  item: SplitImport,
  chunks: readonly ChunkItem[],
  accept: (counts: Counts) => void = () => undefined,
  folder = objectKeys.files(item.importId),
): Promise<ResultFiles> {
  const { format } = item.layout;
  const open = (key: string, contentType: string) =>
    createLazyUpload(ports.objects, ports.resultsBucket, key, contentType);
  const results = open(RESULTS.key(folder), CSV);
  const errors = open(objectKeys.errors(folder), CSV);
  const failedRecords = asFailedRecordsFile(
    ports.objects,
    item,
    open(objectKeys.failedRecords(folder, format), RECORDS_CONTENT_TYPES[format]),
  );
  const files = { results: [results], errors, failedRecords };
  const named = await nameChunks(chunks, importTypeOf(item));
  const { writer } = await mergeParts(ports, { item, named, kind: RESULTS, files });
  try {
    accept(writer.counts);
    const [stored, errorFile, failedFile] = await Promise.all([
      results.finish(),
      errors.finish(),
      failedRecords.finish(),
    ]);
    const { counts, firstErrors, firstWarnings, rejections, issues } = writer;
    return {
      counts,
      firstErrors,
      firstWarnings,
      rejections,
      issues: mainGroups(issues),
      ...ignoredNames(item, named),
      files: {
        ...(stored && { results: stored }),
        ...(errorFile && { errors: errorFile }),
        ...(failedFile && { failedRecords: failedFile }),
      },
    };
  } catch (error) {
    await writer.abandon(error);
    throw error;
  }
}
