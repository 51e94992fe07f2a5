import type { GridRow, IssueGroup } from '../../check/protocol.ts';
import { fileCheck } from '../open-check.ts';

/** A correction of one cell that other cells may need too. */
export interface Replacement {
  readonly column: number;
  readonly from: string;
  readonly to: string;
}

export interface Offer extends Replacement {
  /** Rows besides the one that was changed. */
  readonly rows: number;
}

/** The groups that a cell of the row belongs to, where its column has an issue. */
function groupsOfCell(
  { issues }: GridRow,
  column: number,
  groups: readonly IssueGroup[],
): readonly IssueGroup[] {
  const own = issues.filter((issue) => issue.column === column);
  return groups.filter((group) =>
    own.some(
      ({ severity, code, field }) =>
        group.severity === severity && group.code === code && group.field === field,
    ),
  );
}

/** How many other rows have the same problem with the same text. */
export async function equalRows(row: GridRow, column: number, text: string): Promise<number> {
  const groups = fileCheck.state().summary?.groups ?? [];
  const own = row.isMalformed ? [] : groupsOfCell(row, column, groups).filter(({ count }) => count > 1);
  const counts = await Promise.all(
    own.map(async ({ id }) => {
      const { values } = await fileCheck.ask('values', { group: id, column });
      return (values.find((value) => value.text === text)?.count ?? 0) - 1;
    }),
  );
  return Math.max(0, ...counts);
}
