import { useTexts } from '../../texts/use-texts.ts';
import type { ColumnPlan, PlannedColumn } from './column-plan.ts';
import { ColumnRow } from './column-row.tsx';
import type { TypeField } from './field-items.ts';

interface ColumnsTableProps {
  /** Those that are shown. */
  readonly columns: readonly PlannedColumn[];
  readonly plan: ColumnPlan;
  readonly fields: readonly TypeField[];
  readonly onChoose: (column: string, target: string) => void;
}

/** A table; on phones, a list of its rows. */
export function ColumnsTable({ columns, plan, fields, onChoose }: ColumnsTableProps) {
  const { columns: texts } = useTexts();
  return (
    <div className="rounded-card border border-line bg-surface">
      <table className="w-full table-fixed text-sm max-sm:block">
        <thead className="border-b border-line text-left text-xs text-muted max-sm:sr-only">
          <tr>
            <th scope="col" className="px-5 py-3 font-medium">
              {texts.column}
            </th>
            <th scope="col" className="px-5 py-3 font-medium">
              {texts.field}
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line max-sm:block">
          {columns.map((column) => (
            <ColumnRow key={column.column} column={column} plan={plan} fields={fields} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
    </div>
  );
}
