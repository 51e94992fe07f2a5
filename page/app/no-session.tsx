import { lazy, Suspense } from 'preact/compat';
import { useEmbedding } from '../embed/embedding.ts';
import type { SessionState } from '../session/session.ts';
import { useTexts } from '../texts/use-texts.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Screen } from '../ui/screen.tsx';

/** It comes with the check. */
const SaveCorrections = lazy(() => import('../import/check/save-corrections.tsx'));

/** What to do without a session. */
export function NoSession({ state }: { readonly state: Exclude<SessionState, 'ready'> }) {
  const { app, session } = useTexts();
  const embedding = useEmbedding();
  const { title, advice } = session[embedding === undefined ? state : 'refused'];
  return (
    <Screen key={state} title={title}>
      <EmptyState
        icon={state === 'ended' ? 'check' : 'clock'}
        title={advice}
        actions={
          <>
            {embedding && <Button onClick={embedding.renew}>{app.retry}</Button>}
            {state === 'expired' && (
              <Suspense fallback={null}>
                <SaveCorrections />
              </Suspense>
            )}
          </>
        }
      />
    </Screen>
  );
}
