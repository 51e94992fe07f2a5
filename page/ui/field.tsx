import { Field as BaseField } from '@base-ui/react/field';
import type { ReactNode } from 'react';

export interface FieldProps {
  readonly label: ReactNode;
  readonly help?: ReactNode;
  /** What is wrong, and what to do. */
  readonly error?: ReactNode;
  /** One control of ui/, such as an Input. */
  readonly children: ReactNode;
}

/** A label, a control, and what is said about it. */
export function Field({ label, help, error, children }: FieldProps) {
  const isInvalid = error !== undefined && error !== null && error !== '';
  return (
    <BaseField.Root invalid={isInvalid} className="flex min-w-0 flex-col gap-1.5">
      <BaseField.Label className="text-sm font-medium">{label}</BaseField.Label>
      {children}
      {help !== undefined && (
        <BaseField.Description className="text-sm text-muted">{help}</BaseField.Description>
      )}
      {isInvalid && (
        <BaseField.Error match className="text-sm text-failed">
          {error}
        </BaseField.Error>
      )}
    </BaseField.Root>
  );
}

export const CONTROL =
  'min-h-10 w-full rounded-control border border-outline bg-surface px-3 py-2 text-sm text-ink placeholder:text-muted disabled:bg-sunken disabled:text-muted data-[invalid]:border-failed';

export function Input(props: BaseField.Control.Props) {
  return <BaseField.Control {...props} className={CONTROL} />;
}

export interface TextAreaProps {
  readonly value: string;
  readonly rows?: number;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

export function TextArea({ value, rows = 4, disabled = false, placeholder, onChange }: TextAreaProps) {
  return (
    <BaseField.Control
      render={<textarea rows={rows} spellCheck={false} />}
      value={value}
      disabled={disabled}
      placeholder={placeholder}
      onValueChange={(next) => onChange(next)}
      className={CONTROL}
    />
  );
}
