import type { CellIssue, ColumnOfGrid, GridRow } from '../../check/protocol.ts';
import { issuesAt } from '../../grid/grid-model.ts';
import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ServiceMessage } from '../../ui/service-message.tsx';

export interface CellBarProps {
  readonly id: string;
  readonly row: GridRow | undefined;
  readonly column: number;
  readonly columns: readonly ColumnOfGrid[];
  readonly onEdit: () => void;
  readonly onUse: (text: string) => void;
  readonly onRemove: () => void;
}

/** What the cell with the focus contains, and what is wrong with it. Its height stays the same: the grid below must not move. */
export function CellBar({ id, row, column, columns, onEdit, onUse, onRemove }: CellBarProps) {
  const { check: texts } = useTexts();
  const format = useFormat();
  const number = row === undefined ? '' : format.number(row.originalRecord ?? row.record);
  const text = row?.cells[row.isMalformed ? 0 : column] ?? '';
  const issues = issuesAt(row, column);
  const isFixed = row === undefined || row.isRemoved;
  return (
    <div className="flex h-48 flex-col gap-3 rounded-card border border-line bg-surface px-4 py-3 text-sm sm:h-28 sm:flex-row">
      <div className="flex min-h-0 min-w-0 flex-1 flex-col gap-1">
        <p className="truncate text-muted">{texts.editCell(columns[column]?.name || texts.extra, number)}</p>
        <p className="truncate font-medium">
          {text === '' ? <span className="font-normal text-muted">{texts.blank}</span> : text}
        </p>
        <div id={id} className="flex min-h-0 flex-col gap-1 overflow-y-auto">
          {row?.isRemoved && <p className="text-muted">{texts.removedRow}</p>}
          {issues.map(({ severity, message }) => (
            <p
              key={message}
              className={`flex gap-2 ${severity === 'error' ? 'text-failed' : 'text-warning'}`}
            >
              <Icon name="warning" className="mt-0.5 size-4" />
              <span className="min-w-0 break-words">
                <ServiceMessage>{message}</ServiceMessage>
              </span>
            </p>
          ))}
        </div>
      </div>
      <div className="flex shrink-0 gap-2 sm:items-start">
        {suggestionsOf(issues).map((suggestion) => (
          <Button key={suggestion} onClick={() => onUse(suggestion)}>
            <span className="max-w-40 truncate">{texts.use(suggestion)}</span>
          </Button>
        ))}
        <Button onClick={onEdit} disabled={isFixed}>
          {texts.edit}
        </Button>
        <Button look="quiet" onClick={onRemove} disabled={isFixed}>
          {texts.removeRow}
        </Button>
      </div>
    </div>
  );
}

function suggestionsOf(issues: readonly CellIssue[]): readonly string[] {
  return issues.find(({ suggestions }) => suggestions !== undefined)?.suggestions ?? [];
}
