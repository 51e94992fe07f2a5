import { CONTROL } from './field.tsx';
import { useFieldControl } from './field-context.ts';
import { Icon } from './icon.tsx';

export interface SelectItem {
  readonly value: string;
  readonly label: string;
}

export interface SelectProps {
  /** Its name for screen readers, where no Field has a label for it. */
  readonly label?: string;
  readonly items: readonly SelectItem[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly disabled?: boolean;
}

/** The browser shows its list: above everything, outside of a frame too, and on a phone in the way that the person knows. */
export function Select({ label, items, value, onChange, disabled = false }: SelectProps) {
  // Without an option for it, the browser would show the first option instead.
  const isListed = items.some((item) => item.value === value);
  const shown = isListed ? items : [{ value, label: value }, ...items];
  return (
    <span className="relative block min-w-0">
      <select
        {...useFieldControl()}
        aria-label={label}
        value={value}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.value)}
        className={`${CONTROL} cursor-pointer appearance-none truncate pr-9 disabled:cursor-not-allowed`}
      >
        {shown.map((item) => (
          <option key={item.value} value={item.value}>
            {item.label}
          </option>
        ))}
      </select>
      <Icon
        name="chevronDown"
        className="pointer-events-none absolute top-1/2 right-3 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  );
}
