import type { ImportTypeView } from '../../../client/rollcall-client.ts';
import type { Texts } from '../../texts/en.ts';
import type { SelectItem } from '../../ui/select.tsx';
import { type ColumnPlan, LEFT_OUT, type PlannedColumn } from './column-plan.ts';

export type TypeField = ImportTypeView['fields'][number];

/** Stands for no choice: a list has no item without a value. */
export const UNDECIDED = '';

/** What a column can be read as: nothing, a field of the sender's own, and the fields of the type. */
export function fieldItems(
  column: PlannedColumn,
  plan: ColumnPlan,
  { fields, texts }: { readonly fields: readonly TypeField[]; readonly texts: Texts['columns'] },
): readonly SelectItem[] {
  const { target, suggested, ownField } = column;
  const single = fields.filter(({ name }) => !isFamily(name));
  const names = new Set(single.map(({ name }) => name));
  // Members of families, such as `referralCodes.spring`, are only known by the file.
  const others = [...new Set([suggested, target])].filter(
    (field): field is string =>
      field !== undefined && field !== LEFT_OUT && field !== ownField && !names.has(field),
  );
  const item = (field: string, label: string) => ({ value: field, label: taken(field, label) });
  function taken(field: string, label: string): string {
    const owner = plan.columns.find((other) => other.target === field && other.column !== column.column);
    return owner === undefined ? label : texts.takenField(label, owner.column);
  }
  return [
    ...(target === undefined ? [{ value: UNDECIDED, label: texts.choose }] : []),
    { value: LEFT_OUT, label: texts.leaveOut },
    ...(ownField === undefined ? [] : [item(ownField, texts.keepAs(ownField))]),
    ...others.map((field) => item(field, field)),
    ...single.map(({ name, required }) => item(name, required ? texts.requiredField(name) : name)),
  ];
}

/** The field, or the family that has it: `customFields.{name}`. */
export function fieldNamed(fields: readonly TypeField[], name: string): TypeField | undefined {
  return (
    fields.find((field) => field.name === name) ??
    fields.find((field) => isFamily(field.name) && name.startsWith(field.name.split('{', 1)[0] ?? name))
  );
}

function isFamily(name: string): boolean {
  return name.includes('{');
}
