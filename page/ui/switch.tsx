import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { type ReactNode, useId } from 'react';

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
      <BaseSwitch.Root
        checked={isOn}
        onCheckedChange={onChange}
        disabled={disabled}
        aria-labelledby={`${id}-label`}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        className="relative mt-0.5 inline-flex h-5 w-9 shrink-0 rounded-full border border-outline bg-sunken transition-colors data-[checked]:border-accent data-[checked]:bg-accent data-[disabled]:opacity-60"
      >
        <BaseSwitch.Thumb className="m-px size-4 rounded-full bg-outline transition-transform data-[checked]:translate-x-4 data-[checked]:bg-on-accent" />
      </BaseSwitch.Root>
      <div className="min-w-0 text-sm">
        <p id={`${id}-label`} className="font-medium">
          {label}
        </p>
        {help !== undefined && (
          <p id={`${id}-help`} className="text-muted">
            {help}
          </p>
        )}
      </div>
    </div>
  );
}
