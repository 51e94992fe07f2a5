import { lazy, Suspense, useSyncExternalStore } from 'preact/compat';
import type { RollcallClient } from '../../client/rollcall-client.ts';
import { ClientContext } from '../api/use-client.ts';
import { EmbeddedShell } from '../embed/embedded-shell.tsx';
import { type Embedding, EmbeddingContext } from '../embed/embedding.ts';
import { ErrorBoundary } from '../frame/error-boundary.tsx';
import { Frame } from '../frame/frame.tsx';
import { useRoute } from '../routing/use-route.ts';
import type { SessionStore } from '../session/session.ts';
import { LanguageContext, type Localized } from '../texts/use-texts.ts';
import { Loading } from '../ui/loading.tsx';
import { NoSession } from './no-session.tsx';
import { screenOf } from './screens.tsx';
import { Shell } from './shell.tsx';

/** Operators sign in by themselves, and have a navigation of their own. */
const OperatorConsole = lazy(() => import('../operator/operator-console.tsx'));

interface AppProps {
  readonly client: RollcallClient;
  readonly session: SessionStore;
  readonly localized: Localized;
  /** Present in a frame of another page. */
  readonly embedding: Embedding | undefined;
}

export function App({ client, session, localized, embedding }: AppProps) {
  const state = useSyncExternalStore(session.subscribe, session.state);
  const route = useRoute();
  const screen =
    state === 'ready' ? (
      <ErrorBoundary key={route.name}>
        <Suspense fallback={<Loading />}>{screenOf(route)}</Suspense>
      </ErrorBoundary>
    ) : (
      <NoSession state={state} />
    );
  return (
    <LanguageContext value={localized}>
      {route.name === 'operator' && embedding === undefined ? (
        <Suspense
          fallback={
            <Frame links={null}>
              <Loading />
            </Frame>
          }
        >
          <OperatorConsole route={route} />
        </Suspense>
      ) : (
        <ClientContext value={client}>
          <EmbeddingContext value={embedding}>
            {embedding === undefined ? (
              <Shell route={route} session={session} isReady={state === 'ready'}>
                {screen}
              </Shell>
            ) : (
              <EmbeddedShell route={route} embedding={embedding}>
                {screen}
              </EmbeddedShell>
            )}
          </EmbeddingContext>
        </ClientContext>
      )}
    </LanguageContext>
  );
}
