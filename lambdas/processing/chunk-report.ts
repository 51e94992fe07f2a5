import type { FileLayout } from '../contracts/file-layout.ts';
import type { IssueGroups } from '../contracts/issue-groups.ts';
import type { Counts } from '../contracts/outcome.ts';
import type { RecordResult } from '../contracts/result-part.ts';
import type { ChunkResult } from '../contracts/state-payloads.ts';
import { NO_COUNTS } from '../core/apply/add-counts.ts';
import type { FoldedRecord } from '../core/apply/fold-user.ts';
import type { Cell, ImportType } from '../core/import-type/import-type.ts';
import { keyFields } from '../core/import-type/read-key.ts';
import { REPORT_LIMITS } from '../core/import-type/report-limits.ts';
import { sortColumns } from '../core/import-type/sort-columns.ts';
import { type FieldValue, givenBy } from '../core/user/user.ts';
import { boundIssues, issueCount } from '../core/wording/bound-issues.ts';
import { GROUP_LIMITS, IssueCounter, mainGroups } from '../core/wording/group-issues.ts';
import { shortName } from '../core/wording/show-value.ts';
import type { ChunkRecord } from '../reading/read-chunk.ts';
import { RollcallError } from '../runtime/errors.ts';
import { writeFailedRecords } from './failed-records.ts';

/** The results of a step: a part of the results file, the failed records with their reasons, and counts. */
export interface ChunkReport {
  readonly counts: ChunkResult['counts'];
  /** Absent: there are none. */
  readonly issues?: IssueGroups;
  /** JSON Lines of RecordResult. */
  readonly part: string;
  /** Undefined when no record failed. */
  readonly failedRecords: Buffer | undefined;
  /** Columns of the details whose names come from the data. */
  readonly columns: readonly string[];
  readonly unknownFields: readonly string[];
}

export interface ReportSource {
  readonly layout: FileLayout;
  readonly type: ImportType;
  readonly records: readonly ChunkRecord[];
  readonly outcomes: ReadonlyMap<number, FoldedRecord>;
  /** Whether results show all details of a user, or only what its record carried. */
  readonly fullResults: boolean;
  /** Whether no user has this value (a referral code) so far; checked again when all chunks are done. */
  readonly isUnknown: (value: string) => boolean;
}

/** @throws ContractViolation if a valid record has no outcome */
export function reportChunk(source: ReportSource): ChunkReport {
  const { layout, type, records, outcomes } = source;
  const counts: Counts = { ...NO_COUNTS };
  const columns = new Set<string>();
  const unknownFields = new Set<string>();
  const issues = new IssueCounter();
  const failed: { record: ChunkRecord; result: RecordResult; line: number }[] = [];
  const lines: string[] = [];
  for (const record of records) {
    const result = resultOf(source, record, outcomes.get(record.recordNumber));
    counts.records += 1;
    counts[result.outcome] += 1;
    if (result.outcome === 'failed') failed.push({ record, result, line: lines.length });
    for (const column of Object.keys(result.details)) if (type.details.isDynamic(column)) columns.add(column);
    for (const field of record.read.unknownFields) unknownFields.add(shortName(field));
    const { recordNumber, originalRecord = recordNumber, line } = result;
    for (const issue of result.issues) issues.add({ recordNumber: originalRecord, line, issue });
    counts.warnings += warningsOf(result);
    lines.push(lineOf(result));
  }
  const written = writeFailedRecords(
    layout,
    failed.map(({ record, result: { issues } }) => ({ ...record, issues })),
  );
  for (const [i, { result, line }] of failed.entries())
    lines[line] = lineOf({ ...result, failedBytes: written[i]?.length });
  return {
    counts,
    ...groupsOf(issues),
    part: lines.join(''),
    failedRecords: written.length === 0 ? undefined : Buffer.concat(written),
    // One more than is reported, which shows that there are more.
    columns: sortColumns(columns, type.details.families).slice(0, REPORT_LIMITS.dynamicColumns + 1),
    unknownFields: [...unknownFields].sort().slice(0, REPORT_LIMITS.unknownNames + 1),
  };
}

function warningsOf({ issues }: RecordResult): number {
  return issues.reduce((sum, issue) => sum + (issue.severity === 'warning' ? issueCount(issue) : 0), 0);
}

function groupsOf(counter: IssueCounter): Pick<ChunkReport, 'issues'> {
  if (counter.kinds('error') + counter.kinds('warning') === 0) return {};
  return { issues: mainGroups(counter.counted(), GROUP_LIMITS.ofChunk) };
}

function lineOf(result: RecordResult): string {
  return `${JSON.stringify(result)}\n`;
}

function resultOf(
  { type, isUnknown, fullResults }: ReportSource,
  { recordNumber, line, read, originalRecord }: ChunkRecord,
  folded: FoldedRecord | undefined,
): RecordResult {
  const place = { recordNumber, line, ...(originalRecord !== undefined && { originalRecord }) };
  if (!read.ok) {
    const issues = boundIssues(read.issues);
    return { ...place, outcome: 'failed', issues, details: keyCells(read.key), references: [] };
  }
  if (folded === undefined)
    throw new RollcallError('ContractViolation', `record ${recordNumber} is valid and has no outcome`);
  const details =
    folded.after === undefined
      ? keyCells(keyFields(type, read.change.set))
      : cellsOf(type.details.read(fullResults ? folded.after : givenBy(read.change)));
  const references =
    folded.outcome === 'failed' ? [] : type.references(read.change).filter(({ value }) => isUnknown(value));
  return {
    ...place,
    outcome: folded.outcome,
    issues: boundIssues([...(read.warnings ?? []), ...folded.issues]),
    ...(folded.changes && { changes: [...folded.changes] }),
    details,
    references: [...references],
  };
}

/** The key of a record that has no user, so that a person can identify the record. */
function keyCells(key: ReadonlyMap<string, FieldValue> = new Map()): Record<string, Cell> {
  return Object.fromEntries(
    [...key].flatMap(([field, value]) =>
      typeof value === 'string' || typeof value === 'number' ? [[field, value]] : [],
    ),
  );
}

function cellsOf(cells: ReadonlyMap<string, Cell>): Record<string, Cell> {
  return Object.fromEntries(cells);
}
