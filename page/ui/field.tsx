import { type ReactNode, useId } from 'preact/compat';
import { FieldContext, useFieldControl } from './field-context.ts';

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
  const id = useId();
  const hasHelp = help !== undefined;
  const isInvalid = error !== undefined && error !== null && error !== '';
  const describedBy = isInvalid ? `${id}-error` : hasHelp ? `${id}-help` : undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      <FieldContext
        value={{
          id,
          'aria-describedby': describedBy,
          'aria-invalid': isInvalid || undefined,
        }}
      >
        {children}
      </FieldContext>
      {/* One in place of the other, so that what is below does not move. */}
      {hasHelp && !isInvalid && (
        <p id={`${id}-help`} className="text-sm text-muted">
          {help}
        </p>
      )}
      {isInvalid && (
        <p id={`${id}-error`} className="text-sm text-failed">
          {error}
        </p>
      )}
    </div>
  );
}

export const CONTROL =
  'min-h-10 w-full rounded-control border border-outline bg-surface px-3 py-2 text-sm text-ink placeholder:text-muted disabled:bg-sunken disabled:text-muted aria-invalid:border-failed';

export interface InputProps {
  readonly value: string;
  readonly type?: 'text' | 'number';
  readonly inputMode?: 'numeric' | undefined;
  readonly autoComplete?: 'off';
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly onChange: (value: string) => void;
}

export function Input({ type = 'text', onChange, ...rest }: InputProps) {
  const attributes = {
    ...useFieldControl(),
    ...rest,
    onChange: (event: { readonly currentTarget: HTMLInputElement }) => onChange(event.currentTarget.value),
    className: CONTROL,
  };
  return type === 'number' ? <input {...attributes} type="number" /> : <input {...attributes} type="text" />;
}

export interface TextAreaProps {
  readonly value: string;
  readonly rows?: number;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

export function TextArea({ rows = 4, onChange, ...rest }: TextAreaProps) {
  return (
    <textarea
      {...useFieldControl()}
      {...rest}
      rows={rows}
      spellcheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
      className={CONTROL}
    />
  );
}
