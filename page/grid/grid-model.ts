import type { CellIssue, GridRow } from '../check/protocol.ts';

/** The cell of a place as it is drawn. */
export interface CellView {
  readonly text: string;
  readonly issue: CellIssue | undefined;
  readonly isEdited: boolean;
}

/** The first error of a column, or its first warning. */
export function issueOf({ issues, isMalformed }: GridRow, column: number): CellIssue | undefined {
  const own = isMalformed ? issues : issues.filter((issue) => issue.column === column);
  return own.find(({ severity }) => severity === 'error') ?? own[0];
}

/** Issues of no cell: they are shown at the number of the row. */
export function issueOfRow({ issues }: GridRow): CellIssue | undefined {
  const own = issues.filter(({ column }) => column === undefined);
  return own.find(({ severity }) => severity === 'error') ?? own[0];
}

/** What is said about a cell: its own issues, then those of its row. */
export function issuesAt(row: GridRow | undefined, column: number): readonly CellIssue[] {
  if (row === undefined) return [];
  const own = row.issues.filter((issue) => issue.column === column);
  return [...own, ...row.issues.filter((issue) => issue.column === undefined)];
}

export function cellOf(row: GridRow, column: number): CellView {
  return {
    text: row.cells[column] ?? '',
    issue: issueOf(row, column),
    isEdited: row.edited.includes(column),
  };
}

/** The column of the first error, otherwise of the first warning. */
export function firstIssueColumn({ issues }: GridRow): number | undefined {
  const own = issues.filter(({ column }) => column !== undefined);
  return (own.find(({ severity }) => severity === 'error') ?? own[0])?.column;
}
