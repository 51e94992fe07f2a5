import type { UserStore } from '../adapters/dynamo-user-store.ts';
import type { ObjectStore } from '../adapters/s3-object-store.ts';
import type { ChunkItem } from '../contracts/chunk.ts';
import type { ImportFiles, ReportedIssue } from '../contracts/import.ts';
import type { Counts } from '../contracts/outcome.ts';
import type { RecordResult } from '../contracts/result-part.ts';
import { NO_COUNTS } from '../core/apply/add-counts.ts';
import { REPORT_LIMITS } from '../core/import-type/report-limits.ts';
import { sortColumns } from '../core/import-type/sort-columns.ts';
import { objectKeys } from '../core/naming/object-keys.ts';
import { issueCount } from '../core/wording/bound-issues.ts';
import { shortName } from '../core/wording/show-value.ts';
import { importTypeOf, type SplitImport } from '../processing/import-stage.ts';
import { RollcallError } from '../runtime/errors.ts';
import { csvLines } from './csv-lines.ts';
import { ERRORS_HEADER, errorLines, type LocatedIssue } from './error-rows.ts';
import { fileWarnings } from './file-warnings.ts';
import { createLazyUpload, type LazyUpload } from './lazy-upload.ts';
import { readFailedRecords } from './read-failed-records.ts';
import { type PartSource, readChunkResults } from './read-part.ts';
import { createRecordsFile } from './records-file.ts';
import { RESULTS, type ReportKind } from './report-kind.ts';

const FIRST_ERRORS = 10;
const FIRST_WARNINGS = 5;

export interface ReportPorts {
  readonly objects: ObjectStore;
  readonly users: Pick<UserStore, 'known'>;
  readonly resultsBucket: string;
}

export interface ResultFiles {
  readonly counts: Counts;
  readonly files: ImportFiles;
  readonly firstErrors: ReportedIssue[];
  readonly firstWarnings: ReportedIssue[];
  /** The first issues that reject the whole file. */
  readonly rejections: ReportedIssue[];
}

/**
 * Writes the sender's files from the parts of `chunks`, which are in file order. Holds one part in memory at a time.
 * `accept` checks the counts before the files become visible, and throws to prevent that.
 * @throws RecordCountMismatch when a record occurs twice, is out of order, or is not a record of the file
 */
export async function writeResultFiles(
  ports: ReportPorts,
  item: SplitImport,
  chunks: readonly ChunkItem[],
  accept: (counts: Counts) => void = () => undefined,
  kind: ReportKind = RESULTS,
  folder = objectKeys.files(item.importId),
): Promise<ResultFiles> {
  const { layout, split } = item;
  const type = importTypeOf(item);
  const open = (key: string, contentType: string) =>
    createLazyUpload(ports.objects, ports.resultsBucket, key, contentType);
  const results = open(kind.key(folder), 'text/csv; charset=utf-8');
  const errors = open(objectKeys.errors(folder), 'text/csv; charset=utf-8');
  const failedKey = objectKeys.failedRecords(folder, layout.format);
  const failedRecords = createRecordsFile(ports, item, failedKey);
  const writer = new ReportWriter({ results, errors, failedRecords }, split.records, kind);
  const found = new Set(chunks.flatMap(({ columns }) => columns ?? []));
  const dynamicColumns = sortColumns(found, type.details.families);
  const unknown = new Set([
    ...(item.unknownColumns ?? []).map(shortName),
    ...chunks.flatMap(({ unknownFields }) => unknownFields ?? []),
  ]);
  try {
    const shown = dynamicColumns.slice(0, REPORT_LIMITS.dynamicColumns);
    await writer.begin(kind.columns(type, shown));
    const headerLine = layout.format === 'csv' ? layout.line - 1 : undefined;
    await writer.addIssues(fileWarnings(type, unknown, headerLine, dynamicColumns.length));
    const source: PartSource = { ...ports, tenant: item.tenant };
    for (const chunk of chunks) {
      await writer.addResults(await readChunkResults(source, chunk));
      if ((chunk.counts?.failed ?? 0) > 0) await writer.addFailed(readFailedRecords(ports, chunk));
    }
    accept(writer.counts);
    const { counts, firstErrors, firstWarnings, rejections } = writer;
    return { counts, firstErrors, firstWarnings, rejections, files: await writer.finish() };
  } catch (error) {
    await writer.abandon(error instanceof Error ? error : new Error('abandoned'));
    throw error;
  }
}

type Uploads = Readonly<Record<'results' | 'errors' | 'failedRecords', LazyUpload>>;

class ReportWriter {
  readonly counts: Counts = { ...NO_COUNTS };
  readonly firstErrors: ReportedIssue[] = [];
  readonly firstWarnings: ReportedIssue[] = [];
  /** The first issues that reject the whole file. */
  readonly rejections: ReportedIssue[] = [];
  readonly #kind: ReportKind;
  readonly #uploads: Uploads;
  #columns: readonly string[] = [];
  /** The number of records that SplitFile counted. */
  readonly #records: number;
  #lastRecord = 0;
  #hasErrors = false;

  constructor(uploads: Uploads, records: number, kind: ReportKind) {
    this.#kind = kind;
    this.#uploads = uploads;
    this.#records = records;
  }

  async begin(columns: readonly string[]): Promise<void> {
    this.#columns = columns;
    await this.#uploads.results.write(csvLines([['recordNumber', 'outcome', ...columns]]));
  }

  async addResults(results: readonly RecordResult[]): Promise<void> {
    for (const { outcome, recordNumber } of results) {
      if (recordNumber <= this.#lastRecord || recordNumber > this.#records) {
        const message = `record ${recordNumber} of ${this.#records} follows record ${this.#lastRecord} in the parts`;
        throw new RollcallError('RecordCountMismatch', message);
      }
      this.#lastRecord = recordNumber;
      this.counts.records += 1;
      this.counts[outcome] += 1;
    }
    const rows = results.map((r) => [r.recordNumber, r.outcome, ...this.#kind.cells(r, this.#columns)]);
    await this.#uploads.results.write(csvLines(rows));
    await this.addIssues(
      results.flatMap(({ recordNumber, line, issues }) =>
        issues.map((issue) => ({ recordNumber, line, issue })),
      ),
    );
  }

  async addIssues(issues: readonly LocatedIssue[]): Promise<void> {
    if (issues.length === 0) return;
    if (!this.#hasErrors) await this.#uploads.errors.write(ERRORS_HEADER);
    this.#hasErrors = true;
    for (const { issue, recordNumber, line } of issues) {
      const reported = { recordNumber, ...(line === undefined ? {} : { line }), message: issue.message };
      if (issue.severity === 'warning') {
        this.counts.warnings += issueCount(issue);
        if (this.firstWarnings.length < FIRST_WARNINGS) this.firstWarnings.push(reported);
      } else {
        if (this.firstErrors.length < FIRST_ERRORS) this.firstErrors.push(reported);
        if (issue.rejectsFile && this.rejections.length < FIRST_ERRORS) this.rejections.push(reported);
      }
    }
    await this.#uploads.errors.write(errorLines(issues));
  }

  async addFailed(bytes: AsyncIterable<Buffer>): Promise<void> {
    for await (const piece of bytes) await this.#uploads.failedRecords.write(piece);
  }

  async finish(): Promise<ImportFiles> {
    const [results, errors, failedRecords] = await Promise.all([
      this.#uploads.results.finish(),
      this.#uploads.errors.finish(),
      this.#uploads.failedRecords.finish(),
    ]);
    return {
      ...(results && { [this.#kind.file]: results }),
      ...(errors && { errors }),
      ...(failedRecords && { failedRecords }),
    };
  }

  async abandon(error: Error): Promise<void> {
    await Promise.all(Object.values(this.#uploads).map((upload) => upload.abandon(error)));
  }
}
