import type { Collected } from '../contracts/collected.ts';
import type { ReportedIssue } from '../contracts/import.ts';
import type { ImportOptions } from '../contracts/import-options.ts';
import type { IssueGroups } from '../contracts/issue-groups.ts';
import type { Counts } from '../contracts/outcome.ts';
import type { RecordResult } from '../contracts/result-part.ts';
import { NO_COUNTS } from '../core/apply/add-counts.ts';
import { issueCount } from '../core/wording/bound-issues.ts';
import { IssueCounter, type LocatedIssue } from '../core/wording/group-issues.ts';
import { CSV_MARK } from '../reading/csv/csv-text.ts';
import { RollcallError } from '../runtime/errors.ts';
import { csvLines } from './csv-lines.ts';
import { ERRORS_HEADER, errorLines } from './error-rows.ts';
import type { OutputFile } from './output-file.ts';
import type { ReportKind } from './report-kind.ts';

const FIRST_ERRORS = 10;
const FIRST_WARNINGS = 5;

/** The sender's files by their role. */
export interface ReportFiles<File extends OutputFile = OutputFile> {
  /** The sections of the file with one row for each record: they become one file. */
  readonly results: readonly File[];
  readonly errors: File;
  readonly failedRecords: File;
}

export interface ReportWriterOptions {
  readonly files: ReportFiles;
  readonly kind: ReportKind;
  readonly options: ImportOptions;
  /** Of `results`, after `recordNumber,outcome`. */
  readonly columns: readonly string[];
  /** The number of records that SplitFile counted. */
  readonly records: number;
  /** What an earlier invocation has written to the files. */
  readonly before: Collected | undefined;
}

/** Writes rows of records, in file order, to the sender's files, and counts them. */
export class ReportWriter {
  readonly counts: Counts;
  readonly firstErrors: ReportedIssue[];
  readonly firstWarnings: ReportedIssue[];
  /** The first issues that reject the whole file. */
  readonly rejections: ReportedIssue[];
  readonly #issues: IssueCounter;
  readonly #files: ReportFiles;
  readonly #kind: ReportKind;
  readonly #options: ImportOptions;
  readonly #columns: readonly string[];
  readonly #records: number;
  #lastRecord: number;
  #hasErrors: boolean;

  constructor({ files, kind, options, columns, records, before }: ReportWriterOptions) {
    this.#files = files;
    this.#kind = kind;
    this.#options = options;
    this.#columns = columns;
    this.#records = records;
    this.counts = { ...(before?.counts ?? NO_COUNTS) };
    this.firstErrors = [...(before?.firstErrors ?? [])];
    this.firstWarnings = [...(before?.firstWarnings ?? [])];
    this.rejections = [...(before?.rejections ?? [])];
    this.#issues = new IssueCounter(before?.issues);
    this.#lastRecord = before?.lastRecord ?? 0;
    this.#hasErrors = (before?.segments.errors.length ?? 0) > 0;
  }

  /** All issues so far, counted by kind. */
  get issues(): IssueGroups {
    return this.#issues.counted();
  }

  get lastRecord(): number {
    return this.#lastRecord;
  }

  async begin(): Promise<void> {
    await this.#files.results[0]?.write(CSV_MARK + csvLines([['recordNumber', 'outcome', ...this.#columns]]));
  }

  /** @throws RecordCountMismatch when a record occurs twice, is out of order, or is not a record of the file */
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
    await this.#writeRows(results);
    await this.addIssues(
      results.flatMap((result) =>
        result.issues.map((issue) => ({ recordNumber: shownNumber(result), line: result.line, issue })),
      ),
    );
  }

  async #writeRows(results: readonly RecordResult[]): Promise<void> {
    const sections = Map.groupBy(results, ({ outcome }) => this.#kind.sectionOf(outcome, this.#options));
    for (const [section, shown] of sections) {
      if (section === undefined) continue;
      const rows = shown.map((r) => [shownNumber(r), r.outcome, ...this.#kind.cells(r, this.#columns)]);
      await this.#files.results[section]?.write(csvLines(rows));
    }
  }

  async addIssues(issues: readonly LocatedIssue[]): Promise<void> {
    if (issues.length === 0) return;
    if (!this.#hasErrors) await this.#files.errors.write(ERRORS_HEADER);
    this.#hasErrors = true;
    for (const located of issues) this.#count(located);
    await this.#files.errors.write(errorLines(issues));
  }

  /** Counts an issue, and keeps it if it is one of the first of its kind. */
  #count(located: LocatedIssue): void {
    const { issue, recordNumber, line } = located;
    const before = this.#issues.kinds(issue.severity);
    this.#issues.add(located);
    const kinds = this.#issues.kinds(issue.severity);
    const place = kinds > before ? before : undefined;
    const reported = { recordNumber, ...(line === undefined ? {} : { line }), message: issue.message };
    if (issue.severity === 'warning') {
      this.counts.warnings += issueCount(issue);
      keepFirst(this.firstWarnings, FIRST_WARNINGS, reported, place);
      return;
    }
    keepFirst(this.firstErrors, FIRST_ERRORS, reported, place);
    if (issue.rejectsFile && this.rejections.length < FIRST_ERRORS) this.rejections.push(reported);
  }

  async addFailed(bytes: AsyncIterable<Buffer>): Promise<void> {
    for await (const piece of bytes) await this.#files.failedRecords.write(piece);
  }

  /** All records are written. */
  async end(): Promise<void> {
    await Promise.all(allOf(this.#files).map((file) => file.end()));
  }

  async abandon(error: unknown): Promise<void> {
    const reason = error instanceof Error ? error : new Error('abandoned');
    await Promise.all(allOf(this.#files).map((file) => file.abandon(reason)));
  }
}

/**
 * Keeps the first issue of each kind, then the first of the others. `place`: index of an issue that is the first of its
 * kind: that many kinds were there before.
 */
function keepFirst(
  kept: ReportedIssue[],
  limit: number,
  issue: ReportedIssue,
  place: number | undefined,
): void {
  if ((place ?? kept.length) >= limit) return;
  kept.splice(place ?? kept.length, 0, issue);
  if (kept.length > limit) kept.pop();
}

function allOf({ results, errors, failedRecords }: ReportFiles): readonly OutputFile[] {
  return [...results, errors, failedRecords];
}

/** A record of a file of failed records keeps the number that it had in the file that was sent first. */
function shownNumber({ recordNumber, originalRecord }: RecordResult): number {
  return originalRecord ?? recordNumber;
}
