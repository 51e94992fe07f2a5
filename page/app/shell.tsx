import type { ReactNode } from 'preact/compat';
import { Frame, NavLink } from '../frame/frame.tsx';
import type { Route } from '../routing/routes.ts';
import type { SessionStore } from '../session/session.ts';
import { SignOut } from '../session/sign-out.tsx';
import { useOwnSession } from '../session/use-own-session.ts';
import { useTexts } from '../texts/use-texts.ts';

interface ShellProps {
  readonly route: Route;
  readonly session: SessionStore;
  /** Whether the session can be used. */
  readonly isReady: boolean;
  readonly children: ReactNode;
}

/** What is around every screen of a tenant. */
export function Shell({ route, session, isReady, children }: ShellProps) {
  const { app: texts } = useTexts();
  return (
    <Frame
      links={
        <>
          <NavLink to={{ name: 'import' }} isCurrent={route.name === 'import'} label={texts.import} />
          <NavLink
            to={{ name: 'imports' }}
            isCurrent={route.name === 'imports' || route.name === 'import-detail'}
            label={texts.imports}
          />
          <NavLink to={{ name: 'types' }} isCurrent={route.name === 'types'} label={texts.types} />
          {isReady && <AdminLinks route={route} />}
        </>
      }
      aside={isReady && <SignOut session={session} />}
    >
      {children}
    </Frame>
  );
}

/** What not every session may open. */
function AdminLinks({ route }: Pick<ShellProps, 'route'>) {
  const { app: texts } = useTexts();
  const permissions = useOwnSession()?.permissions ?? [];
  if (!permissions.includes('tenant:read') && !permissions.includes('keys:read')) return null;
  return <NavLink to={{ name: 'settings' }} isCurrent={route.name === 'settings'} label={texts.settings} />;
}
