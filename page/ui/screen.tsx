import { type ReactNode, useEffect, useRef } from 'preact/compat';
import { classes } from './classes.ts';

/** Characters of a title, such as the name of a file, that is written smaller. */
const LONG_TITLE = 60;

export interface ScreenProps {
  readonly title: string;
  /** Of the tab, if it says more than the title. */
  readonly tabTitle?: string | undefined;
  readonly subtitle?: ReactNode;
  /** Above the title, such as the way back. */
  readonly above?: ReactNode;
  /** At the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Its title receives the focus when the screen is opened, so that screen readers read it, and names the document. */
export function Screen({ title, tabTitle = title, subtitle, above, actions, children }: ScreenProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = tabTitle;
  }, [tabTitle]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div className="flex flex-col gap-6">
      <header className="flex flex-col gap-2">
        {above}
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
          <div className="min-w-0">
            <h1
              ref={heading}
              tabIndex={-1}
              className={classes(
                'font-semibold tracking-tight break-words',
                title.length > LONG_TITLE ? 'text-lg' : 'text-2xl',
              )}
            >
              {title}
            </h1>
            {subtitle !== undefined && <div className="pt-1 text-muted">{subtitle}</div>}
          </div>
          {actions !== undefined && <div className="flex flex-wrap gap-3">{actions}</div>}
        </div>
      </header>
      {children}
    </div>
  );
}
