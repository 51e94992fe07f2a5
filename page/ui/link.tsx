import type { ReactNode } from 'preact/compat';
import { hashOf, type Route } from '../routing/routes.ts';
import { type ButtonLook, buttonClasses } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

export interface LinkProps {
  readonly to: Route;
  readonly title?: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link to a screen. */
export function Link({
  to,
  title,
  className = 'text-accent underline-offset-4 hover:underline',
  children,
}: LinkProps) {
  return (
    <a href={hashOf(to)} title={title} className={className}>
      {children}
    </a>
  );
}

interface ButtonLinkProps {
  readonly to: Route;
  readonly look?: ButtonLook;
  readonly icon?: IconName;
  readonly className?: string;
  readonly children: ReactNode;
}

/** A link to a screen that looks like a button. */
export function ButtonLink({ to, look, icon, className, children }: ButtonLinkProps) {
  return (
    <a href={hashOf(to)} className={buttonClasses(look, className)}>
      {icon && <Icon name={icon} className="size-4" />}
      {children}
    </a>
  );
}

/** The way back, above the title of a screen. */
export function BackLink({ to, children }: Pick<ButtonLinkProps, 'to' | 'children'>) {
  return (
    <Link to={to} className="flex items-center gap-1 self-start text-sm text-muted hover:text-ink">
      <Icon name="chevronLeft" className="size-4" />
      {children}
    </Link>
  );
}
