import type { ReactNode } from 'preact/compat';
import { Icon, type IconName } from './icon.tsx';

export interface EmptyStateProps {
  readonly icon?: IconName;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

export function EmptyState({ icon = 'list', title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 px-6 py-16 text-center">
      <span className="rounded-full bg-sunken p-4 text-muted">
        <Icon name={icon} className="size-6" />
      </span>
      <p className="font-medium">{title}</p>
      {children !== undefined && <div className="max-w-md text-sm text-muted">{children}</div>}
      {actions !== undefined && <div className="flex flex-wrap justify-center gap-3 pt-2">{actions}</div>}
    </div>
  );
}

/** In place of a list that has nothing. */
export function EmptyCard(props: EmptyStateProps) {
  return (
    <div className="rounded-card border border-line bg-surface">
      <EmptyState {...props} />
    </div>
  );
}
