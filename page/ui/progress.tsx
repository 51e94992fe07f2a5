import { type ReactNode, useId } from 'preact/compat';

export interface ProgressProps {
  readonly label: ReactNode;
  /** 0 to 1; null while it cannot be known. */
  readonly share: number | null;
  /** What is shown at the right, such as `40 of 100 records`. */
  readonly value?: ReactNode;
}

export function Progress({ label, share, value }: ProgressProps) {
  const id = useId();
  const percent = share === null ? undefined : Math.round(share * 100);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 text-sm">
        <span id={id} className="font-medium">
          {label}
        </span>
        <span className="text-muted tabular-nums">{value}</span>
      </div>
      <div
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className="h-2 overflow-hidden rounded-full bg-sunken"
      >
        <div
          style={percent === undefined ? undefined : { width: `${percent}%` }}
          className={`h-full rounded-full bg-accent transition-[width] duration-500 ${percent === undefined ? 'w-1/3 animate-pulse' : ''}`}
        />
      </div>
    </div>
  );
}
