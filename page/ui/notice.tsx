import type { ReactNode } from 'preact/compat';
import { Icon, type IconName } from './icon.tsx';

export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

const LOOKS: Readonly<Record<Tone, readonly [box: string, icon: string, name: IconName]>> = {
  neutral: ['border-line bg-surface', 'text-muted', 'info'],
  info: ['border-updated/30 bg-updated/5', 'text-updated', 'info'],
  success: ['border-created/30 bg-created/5', 'text-created', 'check'],
  warning: ['border-warning/40 bg-warning/5', 'text-warning', 'warning'],
  danger: ['border-failed/30 bg-failed/5', 'text-failed', 'warning'],
};

export interface NoticeProps {
  readonly tone?: Tone;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** Whether it is read out when it appears. Not for what is there from the start. */
  readonly isLive?: boolean;
}

export function Notice({ tone = 'info', title, children, actions, isLive = false }: NoticeProps) {
  const [box, color, icon] = LOOKS[tone];
  const role = tone === 'danger' ? 'alert' : 'status';
  return (
    <div {...(isLive && { role })} className={`flex gap-3 rounded-card border p-4 ${box}`}>
      <Icon name={icon} className={`mt-0.5 size-5 ${color}`} />
      <div className="flex min-w-0 flex-1 flex-col gap-1 text-sm">
        <p className="font-medium break-words">{title}</p>
        {children !== undefined && <div className="break-words text-muted">{children}</div>}
        {actions !== undefined && <div className="flex flex-wrap gap-3 pt-2">{actions}</div>}
      </div>
    </div>
  );
}
