import type { ReactNode } from 'react';

interface SteadyProps {
  /** Whether the answer is awaited: what is shown is that of an earlier visit, or with other filters. */
  readonly isAwaited: boolean;
  readonly children: ReactNode;
}

/** What will be replaced in a moment cannot be clicked: something else will be in its place. */
export function Steady({ isAwaited, children }: SteadyProps) {
  return (
    <div inert={isAwaited} aria-busy={isAwaited} className="flex flex-col gap-6">
      {children}
    </div>
  );
}
