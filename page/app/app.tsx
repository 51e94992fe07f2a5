import { CSPProvider } from '@base-ui/react/csp-provider';
import { Suspense, useSyncExternalStore } from 'react';
import type { RollcallClient } from '../../client/rollcall-client.ts';
import { ClientContext } from '../api/use-client.ts';
import { NoSession } from '../session/no-session.tsx';
import type { SessionStore } from '../session/session.ts';
import { LanguageContext, type Localized } from '../texts/use-texts.ts';
import { Loading } from '../ui/loading.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { screenOf } from './screens.tsx';
import { Shell } from './shell.tsx';
import { useRoute } from './use-route.ts';

interface AppProps {
  readonly client: RollcallClient;
  readonly session: SessionStore;
  readonly localized: Localized;
}

export function App({ client, session, localized }: AppProps) {
  const state = useSyncExternalStore(session.subscribe, session.state);
  const route = useRoute();
  return (
    // The content security policy allows no style elements.
    <CSPProvider disableStyleElements>
      <LanguageContext value={localized}>
        <ClientContext value={client}>
          <Shell route={route} hasSession={state === 'ready'}>
            {state === 'ready' ? (
              <ErrorBoundary key={route.name}>
                <Suspense fallback={<Loading />}>{screenOf(route)}</Suspense>
              </ErrorBoundary>
            ) : (
              <NoSession state={state} />
            )}
          </Shell>
        </ClientContext>
      </LanguageContext>
    </CSPProvider>
  );
}
