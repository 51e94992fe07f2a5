import type { ReactNode } from 'preact/compat';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { CONTROL } from '../ui/field.tsx';
import { type CellName, isObject, type Json } from './settings-form.ts';

interface SettingRowsProps {
  readonly label: string;
  readonly help: string;
  readonly error: ReactNode;
  readonly cells: readonly CellName[];
  readonly rows: readonly Json[];
  readonly isReadOnly: boolean;
  readonly onChange: (rows: readonly Json[]) => void;
}

/** A list of entries with several parts each: a table of text fields. */
export function SettingRows({ label, help, error, cells, rows, isReadOnly, onChange }: SettingRowsProps) {
  const { settings: texts } = useTexts();
  const set = (index: number, name: CellName, text: string) =>
    onChange(rows.map((row, at) => (at === index ? { ...(isObject(row) && row), [name]: text } : row)));
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="text-sm font-medium">{label}</legend>
      <p className={`text-sm ${error === undefined ? 'text-muted' : 'text-failed'}`}>{error ?? help}</p>
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no identity but its place.
        <div key={index} className="flex flex-wrap items-center gap-2 sm:flex-nowrap">
          {cells.map((name) => (
            <input
              key={name}
              aria-label={texts.cellOf(texts.cell[name], label, index + 1)}
              placeholder={texts.cell[name]}
              value={isObject(row) ? String(row[name] ?? '') : ''}
              disabled={isReadOnly}
              onChange={(event) => set(index, name, event.currentTarget.value)}
              className={CONTROL}
            />
          ))}
          {!isReadOnly && (
            <Button
              icon="cross"
              look="quiet"
              className="px-3"
              aria-label={texts.removeRow(label, index + 1)}
              onClick={() => onChange(rows.filter((_, at) => at !== index))}
            />
          )}
        </div>
      ))}
      {!isReadOnly && (
        <Button icon="plus" className="self-start" onClick={() => onChange([...rows, {}])}>
          {texts.addRow}
        </Button>
      )}
    </fieldset>
  );
}
