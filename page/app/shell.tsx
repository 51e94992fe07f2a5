import { type ReactNode, useEffect, useRef } from 'react';
import { useOwnSession } from '../session/use-own-session.ts';
import { useTexts } from '../texts/use-texts.ts';
import { LayersContext } from '../ui/layers.ts';
import { hashOf, type Route } from './routes.ts';

interface ShellProps {
  readonly route: Route;
  readonly hasSession: boolean;
  readonly children: ReactNode;
}

/** What is around every screen. */
export function Shell({ route, hasSession, children }: ShellProps) {
  const { app: texts } = useTexts();
  useEffect(keepFilesFromOpening, []);
  const layers = useRef<HTMLDivElement>(null);
  return (
    <div className="flex min-h-dvh flex-col">
      <button
        type="button"
        onClick={() => document.getElementById('content')?.focus()}
        className="sr-only z-10 rounded-control bg-surface px-4 py-2 text-accent focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        {texts.skip}
      </button>
      <header className="border-b border-line bg-surface">
        <div className="mx-auto flex max-w-5xl items-center gap-6 px-4 sm:px-6">
          <nav aria-label={texts.navigation} className="flex gap-6 overflow-x-auto">
            <NavLink to={{ name: 'import' }} isCurrent={route.name === 'import'} label={texts.import} />
            <NavLink
              to={{ name: 'imports' }}
              isCurrent={route.name === 'imports' || route.name === 'import-detail'}
              label={texts.imports}
            />
            <NavLink to={{ name: 'types' }} isCurrent={route.name === 'types'} label={texts.types} />
            {hasSession && <AdminLinks route={route} />}
          </nav>
        </div>
      </header>
      <main id="content" tabIndex={-1} className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-6 sm:py-10">
        <LayersContext value={layers}>{children}</LayersContext>
        <div ref={layers} />
      </main>
    </div>
  );
}

/** What not every session may open. */
function AdminLinks({ route }: Pick<ShellProps, 'route'>) {
  const { app: texts } = useTexts();
  const permissions = useOwnSession()?.permissions ?? [];
  if (!permissions.includes('tenant:read') && !permissions.includes('keys:read')) return null;
  return <NavLink to={{ name: 'settings' }} isCurrent={route.name === 'settings'} label={texts.settings} />;
}

function NavLink({
  to,
  label,
  isCurrent,
}: {
  readonly to: Route;
  readonly label: string;
  readonly isCurrent: boolean;
}) {
  return (
    <a
      href={hashOf(to)}
      aria-current={isCurrent ? 'page' : undefined}
      className="-mb-px border-b-2 border-transparent py-4 text-sm font-medium whitespace-nowrap text-muted hover:text-ink aria-[current]:border-accent aria-[current]:text-ink"
    >
      {label}
    </a>
  );
}

/** A file that is dropped next to the drop zone would replace the page. */
function keepFilesFromOpening(): () => void {
  const prevent = (event: DragEvent) => event.preventDefault();
  for (const name of ['dragover', 'drop'] as const) window.addEventListener(name, prevent);
  return () => {
    for (const name of ['dragover', 'drop'] as const) window.removeEventListener(name, prevent);
  };
}
