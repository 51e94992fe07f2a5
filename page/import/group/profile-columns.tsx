import { useFormat, useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import type { FileSettings } from '../open-check.ts';

interface ProfileColumnsProps {
  /** Ids, in the order of the columns. */
  readonly selected: readonly string[];
  readonly fields: FileSettings['profileFields'];
  readonly onChange: (selected: readonly string[]) => void;
}

/** The columns of the file: those that every file has, and profile fields that may follow. */
export function ProfileColumns({ selected, fields, onChange }: ProfileColumnsProps) {
  const { group: texts } = useTexts().import;
  const format = useFormat();
  const names = selected.map((id) => fields.find((field) => field.id === id)?.name ?? id);
  const items = fields.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="flex flex-col gap-4 border-t border-line pt-5">
      <p role="status" className="text-sm text-muted">
        {texts.columns(format.list([...texts.always, ...names]))}
      </p>
      <div className="flex flex-wrap gap-2 empty:hidden">
        {names.map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a field may occur twice.
          <Button key={index} icon="cross" onClick={() => onChange(selected.toSpliced(index, 1))}>
            {texts.remove(name)}
          </Button>
        ))}
      </div>
      {fields.length > 0 && (
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={texts.add}>
            <Select
              items={[{ value: '', label: texts.choose }, ...items]}
              value=""
              onChange={(id) => id !== '' && onChange([...selected, id])}
            />
          </Field>
        </div>
      )}
    </div>
  );
}
