import { Progress as BaseProgress } from '@base-ui/react/progress';
import type { ReactNode } from 'react';

export interface ProgressProps {
  readonly label: ReactNode;
  /** 0 to 1; null while it cannot be known. */
  readonly share: number | null;
  /** What is shown at the right, such as `40 of 100 records`. */
  readonly value?: ReactNode;
}

export function Progress({ label, share, value }: ProgressProps) {
  const isUnknown = share === null;
  return (
    <BaseProgress.Root value={isUnknown ? null : Math.round(share * 100)} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <BaseProgress.Label className="font-medium">{label}</BaseProgress.Label>
        <span className="text-muted tabular-nums">{value}</span>
      </div>
      <BaseProgress.Track className="h-2 overflow-hidden rounded-full bg-sunken">
        <BaseProgress.Indicator
          className={`h-full rounded-full bg-accent transition-[width] duration-500 ${isUnknown ? 'w-1/3 animate-pulse' : ''}`}
        />
      </BaseProgress.Track>
    </BaseProgress.Root>
  );
}
