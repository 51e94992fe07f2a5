import { type ReactNode, useEffect, useRef } from 'preact/compat';
import { hashOf, type Route } from '../routing/routes.ts';
import { useTexts } from '../texts/use-texts.ts';

interface FrameProps {
  /** Links of the navigation. */
  readonly links: ReactNode;
  /** At the right of the navigation. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** The navigation above, and the main part of the page below. */
export function Frame({ links, aside, children }: FrameProps) {
  const { app: texts } = useTexts();
  return (
    <div className="flex min-h-dvh flex-col">
      <button
        type="button"
        onClick={() => document.getElementById('content')?.focus()}
        className="sr-only z-10 rounded-control bg-surface px-4 py-2 text-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {texts.skip}
      </button>
      <header className="border-b border-line bg-surface print:hidden">
        <div className="mx-auto flex min-h-14 max-w-5xl items-center gap-4 px-4 sm:px-6">
          <nav aria-label={texts.navigation} className="flex min-w-0 flex-1 gap-3 fades sm:gap-6">
            {links}
          </nav>
          {aside}
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-6 sm:py-10">
        {children}
      </main>
    </div>
  );
}

interface NavLinkProps {
  readonly to: Route;
  readonly label: string;
  readonly isCurrent: boolean;
}

export function NavLink({ to, label, isCurrent }: NavLinkProps) {
  const link = useRef<HTMLAnchorElement>(null);
  // On a phone there may be more links than space.
  useEffect(() => {
    if (isCurrent) link.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [isCurrent]);
  return (
    <a
      ref={link}
      href={hashOf(to)}
      aria-current={isCurrent ? 'page' : undefined}
      className="-mb-px border-b-2 border-transparent py-4 text-sm font-medium whitespace-nowrap text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
    >
      {label}
    </a>
  );
}
