import { type ReactNode, useEffect, useSyncExternalStore } from 'preact/compat';
import { createPageClient } from '../api/page-client.ts';
import { ClientContext } from '../api/use-client.ts';
import { forgetAnswers } from '../api/use-polled.ts';
import { ErrorBoundary } from '../frame/error-boundary.tsx';
import { Frame, NavLink } from '../frame/frame.tsx';
import { UnknownScreen } from '../frame/unknown-screen.tsx';
import type { Route } from '../routing/routes.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { ActivityScreen } from './activity/activity-screen.tsx';
import { StageImportScreen } from './imports/stage-import-screen.tsx';
import { StageImportsScreen } from './imports/stage-imports-screen.tsx';
import { DeadLettersScreen } from './letters/dead-letters-screen.tsx';
import { createOperatorStore } from './operator-store.ts';
import { OpenImportsScreen } from './queues/open-imports-screen.tsx';
import { ConsoleSignIn } from './sign-in/console-sign-in.tsx';
import { endTenantSessions } from './tenant-client.ts';
import { TenantScreen } from './tenants/tenant-screen.tsx';
import { TenantsScreen } from './tenants/tenants-screen.tsx';
import { StageTrailScreen } from './trail/stage-trail-screen.tsx';

export type OperatorRoute = Extract<Route, { readonly name: 'operator' }>;

const store = createOperatorStore({
  window,
  fetch: (url, init) => fetch(url, init),
  async isOperator(token) {
    const { status } = await fetch(`${location.origin}/v1/session`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return status !== 401 && status !== 403;
  },
});
const client = createPageClient({ api: location.origin, session: store });

/** The console of the people who run the stage. */
export default function OperatorConsole({ route }: { readonly route: OperatorRoute }) {
  const state = useSyncExternalStore(store.subscribe, store.state);
  useEffect(() => void store.finish(), []);
  const isReady = state.name === 'ready';
  return (
    <ClientContext value={client}>
      <Frame links={isReady && <Links section={sectionOf(route)} />} aside={isReady && <SignOut />}>
        <ErrorBoundary key={`${route.section} ${route.item}`}>
          {isReady ? screenOf(route) : <ConsoleSignIn state={state} onSignIn={store.begin} />}
        </ErrorBoundary>
      </Frame>
    </ClientContext>
  );
}

const SECTIONS = ['imports', 'open', 'letters', 'activity', 'tenants', 'audit'] as const;
type Section = (typeof SECTIONS)[number];

function sectionOf({ section = 'imports' }: OperatorRoute): Section | undefined {
  return SECTIONS.find((one) => one === section);
}

function screenOf(route: OperatorRoute): ReactNode {
  const { item } = route;
  switch (sectionOf(route)) {
    case 'imports':
      return item === undefined ? (
        <StageImportsScreen filters={route} />
      ) : (
        <StageImportScreen key={item} importId={item} />
      );
    case 'open':
      return <OpenImportsScreen />;
    case 'letters':
      return <DeadLettersScreen />;
    case 'activity':
      return <ActivityScreen filters={route} />;
    case 'tenants':
      return item === undefined ? <TenantsScreen /> : <TenantScreen key={item} name={item} />;
    case 'audit':
      return <StageTrailScreen filters={route} />;
    default:
      return <UnknownScreen to={{ name: 'operator', section: 'imports' }} />;
  }
}

function Links({ section }: { readonly section: Section | undefined }) {
  const { operator: texts } = useTexts();
  return SECTIONS.map((name) => (
    <NavLink
      key={name}
      to={{ name: 'operator', section: name }}
      isCurrent={name === section}
      label={texts.section[name]}
    />
  ));
}

function SignOut() {
  const { app: texts } = useTexts();
  return (
    <Button
      look="quiet"
      className="-mr-4"
      onClick={async () => {
        await endTenantSessions(client);
        forgetAnswers();
        store.signOut();
      }}
    >
      {texts.signOut}
    </Button>
  );
}
