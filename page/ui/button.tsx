import { type ComponentProps, useRef } from 'preact/compat';
import { classes } from './classes.ts';
import { Icon, type IconName } from './icon.tsx';
import { Spinner } from './spinner.tsx';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

const SHAPE =
  'inline-flex min-h-10 items-center justify-center gap-2 rounded-control border px-4 py-2 text-sm font-medium transition-colors aria-disabled:cursor-not-allowed';

/** A transparent border is seen where the system forces its colors: there, a background says nothing. */
const LOOKS: Readonly<Record<ButtonLook, readonly [border: string, on: string, off: string]>> = {
  primary: ['border-transparent', 'bg-accent text-on-accent hover:bg-accent/90', 'bg-sunken text-muted'],
  secondary: ['border-outline/60', 'bg-surface text-ink hover:bg-sunken', 'text-muted'],
  quiet: ['border-transparent', 'text-accent hover:bg-sunken', 'text-muted'],
  danger: ['border-failed/50', 'bg-surface text-failed hover:bg-failed/10', 'text-muted'],
};

export function buttonClasses(look: ButtonLook = 'secondary', className?: string, isOff = false): string {
  const [border, on, off] = LOOKS[look];
  return classes(SHAPE, border, isOff ? off : on, className);
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'className' | 'disabled'> {
  readonly className?: string;
  readonly disabled?: boolean;
  readonly look?: ButtonLook;
  readonly icon?: IconName;
  readonly type?: 'button' | 'submit';
  /** It keeps the focus, and does nothing while it is busy. */
  readonly isBusy?: boolean;
}

export function Button({
  look = 'secondary',
  icon,
  type = 'button',
  isBusy = false,
  disabled = false,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const isOff = disabled && !isBusy;
  // A button that the browser disables loses the focus, such as that to save after it was pressed.
  const hasFocus = button.current !== null && button.current === document.activeElement;
  return (
    <button
      {...rest}
      ref={button}
      type={type}
      disabled={isOff && !hasFocus}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || isOff || undefined}
      onClick={isBusy || isOff ? ignore : onClick}
      className={buttonClasses(look, className, isOff)}
    >
      {isBusy ? <Spinner /> : icon && <Icon name={icon} className="size-4" />}
      {children}
    </button>
  );
}

/** A button that is busy, or disabled, does not send its form either. */
const ignore = (event: Event) => event.preventDefault();
