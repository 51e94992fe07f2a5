import { useState } from 'preact/compat';
import type { ColumnTargets } from '../../draft/draft.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { type PlannedColumn, targetsOfUnknown } from './column-plan.ts';

interface UnknownColumnsProps {
  /** Columns that are no field and can be kept. */
  readonly columns: readonly PlannedColumn[];
  readonly onChoose: (targets: ColumnTargets) => void;
}

/** One choice for all columns that are no field of the type: an export often has dozens of them. */
export function UnknownColumns({ columns, onChoose }: UnknownColumnsProps) {
  const { columns: texts } = useTexts();
  const [said, setSaid] = useState('');
  const choose = (isKept: boolean) => {
    onChoose(targetsOfUnknown(columns, isKept));
    setSaid(isKept ? texts.unknown.kept(columns.length) : texts.unknown.left(columns.length));
  };
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      <p className="text-muted">{texts.unknown.title(columns.length)}</p>
      <Button onClick={() => choose(true)}>{texts.unknown.keep}</Button>
      <Button onClick={() => choose(false)}>{texts.unknown.leaveOut}</Button>
      <p role="status" className="sr-only">
        {said}
      </p>
    </div>
  );
}
