import type { ReactNode } from 'preact/compat';
import type { Tone } from './notice.tsx';

const LOOKS: Readonly<Record<Tone, readonly [box: string, dot: string]>> = {
  neutral: ['border-line', 'bg-unchanged'],
  info: ['border-updated/30', 'bg-updated'],
  success: ['border-created/30', 'bg-created'],
  warning: ['border-warning/40', 'bg-warning'],
  danger: ['border-failed/30', 'bg-failed'],
};

/** A word with a dot in a colour. The word alone says what it means. */
export function Badge({
  tone = 'neutral',
  children,
}: {
  readonly tone?: Tone;
  readonly children: ReactNode;
}) {
  const [box, dot] = LOOKS[tone];
  return (
    <span
      className={`inline-flex items-center gap-2 rounded-full border bg-surface px-2.5 py-0.5 text-xs font-medium whitespace-nowrap ${box}`}
    >
      <span className={`size-1.5 rounded-full ${dot}`} />
      {children}
    </span>
  );
}
