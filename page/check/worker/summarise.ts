import { REPORT_LIMITS } from '../../../lambdas/core/import-type/report-limits.ts';
import { shortName } from '../../../lambdas/core/wording/show-value.ts';
import { fileWarnings, warningsAround } from '../../../lambdas/reading/file-warnings.ts';
import type { CellIssue, CheckSummary, FileRejection, IssueGroup } from '../protocol.ts';
import type { Block, CheckedFile } from './checked-file.ts';
import type { IssueStore } from './issue-store.ts';

export interface CheckState {
  readonly state: CheckSummary['state'];
  readonly progress: number;
  readonly rejection?: FileRejection | undefined;
}

export function summarise(file: CheckedFile, { state, progress, rejection }: CheckState): CheckSummary {
  const { blocks, store, edits } = file;
  const checked = blocks.filter(({ issues }) => issues !== undefined);
  const groups = groupsOf(store, checked);
  const sum = (severity: IssueGroup['severity']) =>
    groups.reduce((total, group) => total + (group.severity === severity ? group.count : 0), 0);
  return {
    state,
    progress,
    records: Math.max(
      0,
      checked.reduce((total, { range }) => total + range.records, 0) - edits.removedRecords,
    ),
    bad: checked.reduce((total, { issues }) => total + (issues?.bad ?? 0), 0),
    errors: sum('error'),
    warnings: sum('warning'),
    groups,
    ofFile: warningsOf(file),
    ...(file.plannedUntil !== undefined && { comparedUntil: file.plannedUntil }),
    edits: {
      changedRecords: edits.steps.reduce((total, { records }) => total + records, 0),
      canUndo: edits.canUndo,
      canRedo: edits.canRedo,
    },
    ...(rejection && { rejection }),
  };
}

function groupsOf(store: IssueStore, blocks: readonly Block[]): readonly IssueGroup[] {
  return store
    .kinds()
    .map((kind) => ({ ...kind, count: store.count(kind.id) }))
    .filter(({ count }) => count > 0)
    .map((group) => ({ ...group, firstRecord: firstRecordOf(group.id, blocks) }))
    .sort((a, b) => rank(a) - rank(b) || b.count - a.count);
}

function rank({ severity }: Pick<IssueGroup, 'severity'>): number {
  return severity === 'error' ? 0 : 1;
}

function firstRecordOf(group: number, blocks: readonly Block[]): number {
  const block = blocks.find(({ issues }) => issues?.counts.has(group));
  const at = block?.issues?.groups.indexOf(group) ?? -1;
  return block === undefined || at === -1 ? 0 : block.range.firstRecord + (block.issues?.records[at] ?? 0);
}

/** As errors.csv has them in front; the one about columns of the results only the pipeline knows. */
function warningsOf({ source, unknownColumns, unknownFields, ignored }: CheckedFile): readonly CellIssue[] {
  const { type, layout } = source;
  const most = REPORT_LIMITS.unknownNames + 1;
  const columns = unknownColumns.slice(0, most).map(shortName);
  const unknown = new Set([...columns, ...[...unknownFields].sort().slice(0, most)]);
  const headerLine = layout.format === 'csv' ? layout.line - 1 : undefined;
  const warnings = [...warningsAround(ignored), ...fileWarnings(type, unknown, headerLine, 0)];
  return warnings.map(({ issue: { severity, code, message, field } }) => ({
    severity,
    code,
    message,
    ...(field !== undefined && { field }),
  }));
}
