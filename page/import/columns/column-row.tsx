import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { ruleOf } from '../../types/field-rule.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Tone } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { ServiceProse } from '../../ui/service-message.tsx';
import { type ColumnOrigin, type ColumnPlan, LEFT_OUT, type PlannedColumn } from './column-plan.ts';
import { fieldItems, fieldNamed, type TypeField, UNDECIDED } from './field-items.ts';

interface ColumnRowProps {
  readonly column: PlannedColumn;
  readonly plan: ColumnPlan;
  readonly fields: readonly TypeField[];
  readonly onChoose: (column: string, target: string) => void;
}

const CELL = 'px-5 py-4 align-top max-sm:block max-sm:px-4';

export function ColumnRow({ column, plan, fields, onChoose }: ColumnRowProps) {
  const { columns: texts } = useTexts();
  const { column: name, target, origin, samples } = column;
  return (
    <tr className="max-sm:block max-sm:py-2">
      <th scope="row" className={`${CELL} text-left font-normal max-sm:pb-1`}>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="min-w-0 font-medium break-words">{name}</span>
          {origin !== 'same-name' && <Badge tone={TONES[origin]}>{texts.origin[origin]}</Badge>}
        </span>
        {samples.length === 0 ? (
          <span className="block pt-1 text-muted">{texts.noSamples}</span>
        ) : (
          <ul className="pt-1 text-muted">
            {samples.map((sample) => (
              <li key={sample} className="truncate">
                {sample}
              </li>
            ))}
          </ul>
        )}
      </th>
      <td className={CELL}>
        <Select
          label={texts.fieldOf(name)}
          items={fieldItems(column, plan, { fields, texts })}
          value={target ?? UNDECIDED}
          onChange={(next) => next !== UNDECIDED && onChoose(name, next)}
        />
        <About column={column} fields={fields} />
      </td>
    </tr>
  );
}

const TONES: Readonly<Record<Exclude<ColumnOrigin, 'same-name'>, Tone>> = {
  remembered: 'info',
  suggested: 'success',
  chosen: 'info',
  unknown: 'warning',
};

/** What is wrong with the choice, or what the values must be. */
function About({ column: { problem, target }, fields }: Pick<ColumnRowProps, 'column' | 'fields'>) {
  const { columns: texts } = useTexts();
  const format = useFormat();
  if (problem !== undefined)
    return (
      <p role="status" className="pt-1.5 text-failed">
        {problem.kind === 'undecided'
          ? texts.undecided
          : texts.shared(target ?? '', format.list(problem.others))}
      </p>
    );
  if (target === undefined || target === LEFT_OUT)
    return <p className="pt-1.5 text-muted">{texts.leftOut}</p>;
  const field = fieldNamed(fields, target);
  if (field === undefined) return null;
  const rule = ruleOf(field);
  return (
    <p className="pt-1.5 text-muted">
      <ServiceProse>{field.description}</ServiceProse> {rule && <ServiceProse>{rule}</ServiceProse>}
    </p>
  );
}
