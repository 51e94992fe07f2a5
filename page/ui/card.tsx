import { type ReactNode, useId } from 'preact/compat';

export interface CardProps {
  readonly title?: ReactNode;
  /** At the right of the title. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a screen. With a title, it is a region that screen readers list. */
export function Card({ title, aside, children }: CardProps) {
  const id = useId();
  if (title === undefined)
    return <div className="rounded-card border border-line bg-surface p-5 sm:p-6">{children}</div>;
  return (
    <section aria-labelledby={id} className="rounded-card border border-line bg-surface p-5 sm:p-6">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 pb-4">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
