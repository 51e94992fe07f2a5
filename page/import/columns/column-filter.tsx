import { useTexts } from '../../texts/use-texts.ts';
import { classes } from '../../ui/classes.ts';

export type ColumnsShown = 'attention' | 'all';

interface ColumnFilterProps {
  readonly shown: ColumnsShown;
  readonly attention: number;
  readonly all: number;
  readonly onChange: (shown: ColumnsShown) => void;
}

export function ColumnFilter({ shown, attention, all, onChange }: ColumnFilterProps) {
  const { columns: texts } = useTexts();
  const items = [
    { value: 'attention', label: texts.attention(attention) },
    { value: 'all', label: texts.all(all) },
  ] as const;
  return (
    <fieldset className="flex flex-wrap gap-1 self-start rounded-control border border-line bg-sunken p-1">
      <legend className="sr-only">{texts.show}</legend>
      {items.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          aria-pressed={shown === value}
          onClick={() => onChange(value)}
          className={classes(
            'rounded px-3 py-1.5 text-sm font-medium',
            shown === value ? 'bg-surface text-ink shadow-sm' : 'text-muted hover:text-ink',
          )}
        >
          {label}
        </button>
      ))}
    </fieldset>
  );
}
