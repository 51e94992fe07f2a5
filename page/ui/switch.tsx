import { type ReactNode, useId } from 'preact/compat';

export interface SwitchProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly disabled?: boolean;
}

/** On or off, with its label at the right. */
export function Switch({ label, help, isOn, onChange, disabled = false }: SwitchProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <button
        type="button"
        role="switch"
        id={id}
        aria-checked={isOn}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        disabled={disabled}
        onClick={() => onChange(!isOn)}
        className="group relative mt-0.5 inline-flex h-5 w-9 shrink-0 rounded-full border border-outline bg-sunken transition-colors disabled:opacity-60 aria-checked:border-accent aria-checked:bg-accent"
      >
        <span className="m-px size-4 rounded-full bg-outline transition-transform group-aria-checked:translate-x-4 group-aria-checked:bg-on-accent" />
      </button>
      <div className="min-w-0 text-sm">
        <label htmlFor={id} className="block font-medium">
          {label}
        </label>
        {help !== undefined && (
          <p id={`${id}-help`} className="text-muted">
            {help}
          </p>
        )}
      </div>
    </div>
  );
}
