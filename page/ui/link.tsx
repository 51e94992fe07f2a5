import type { ComponentProps, ReactNode } from 'react';
import { hashOf, type Route } from '../app/routes.ts';
import { type ButtonLook, buttonClasses } from './button.tsx';
import { Icon, type IconName } from './icon.tsx';

export interface LinkProps extends Omit<ComponentProps<'a'>, 'href'> {
  readonly to: Route;
}

/** A link to a screen. */
export function Link({
  to,
  className = 'text-accent underline-offset-4 hover:underline',
  ...rest
}: LinkProps) {
  return <a {...rest} href={hashOf(to)} className={className} />;
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
