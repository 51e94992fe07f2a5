import type { ComponentProps } from 'preact/compat';
import { classes } from './classes.ts';
import { Icon, type IconName } from './icon.tsx';
import { Spinner } from './spinner.tsx';

export type ButtonLook = 'primary' | 'secondary' | 'quiet' | 'danger';

const SHAPE =
  'inline-flex min-h-10 items-center justify-center gap-2 rounded-control px-4 py-2 text-sm font-medium transition-colors disabled:cursor-not-allowed aria-disabled:cursor-not-allowed';

const LOOKS: Readonly<Record<ButtonLook, string>> = {
  primary: 'bg-accent text-on-accent hover:bg-accent/90 disabled:bg-sunken disabled:text-muted',
  secondary: 'border border-outline/60 bg-surface text-ink hover:bg-sunken disabled:text-muted',
  quiet: 'text-accent hover:bg-sunken disabled:text-muted',
  danger: 'border border-failed/50 bg-surface text-failed hover:bg-failed/10 disabled:text-muted',
};

export const buttonClasses = (look: ButtonLook = 'secondary', className?: string): string =>
  classes(SHAPE, LOOKS[look], className);

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
  return (
    <button
      {...rest}
      type={type}
      disabled={disabled && !isBusy}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      onClick={isBusy ? ignore : onClick}
      className={buttonClasses(look, className)}
    >
      {isBusy ? <Spinner /> : icon && <Icon name={icon} className="size-4" />}
      {children}
    </button>
  );
}

/** A button that is busy does not send its form either. */
const ignore = (event: Event) => event.preventDefault();
