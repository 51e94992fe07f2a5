import { useLoaded } from '../../api/use-polled.ts';
import { useTexts } from '../../texts/use-texts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyCard, EmptyState } from '../../ui/empty-state.tsx';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import type { OperatorState } from '../operator-store.ts';
import type { SignInClient } from './oidc.ts';
import { readIssuers } from './read-issuers.ts';

interface ConsoleSignInProps {
  readonly state: OperatorState;
  readonly onSignIn: (client: SignInClient) => Promise<void>;
}

/** What an operator sees without a token. */
export function ConsoleSignIn({ state, onSignIn }: ConsoleSignInProps) {
  const { operator: texts } = useTexts();
  // Inside the page of another application, a person could be led to click what they do not see.
  const isFramed = window.top !== window.self;
  return (
    <Screen title={texts.signIn.title}>
      {state.name === 'expired' && <Notice tone="warning" title={texts.signIn.expired} />}
      {state.name === 'failed' && (
        <Notice tone="danger" isLive title={texts.signIn.failed[state.failure.reason].title}>
          <p>{texts.signIn.failed[state.failure.reason].advice}</p>
          {state.failure.message !== '' && (
            <p lang="en" className="pt-2">
              {state.failure.message}
            </p>
          )}
        </Notice>
      )}
      {isFramed && <EmptyState icon="info" title={texts.signIn.framed} />}
      {!isFramed && (state.name === 'signing-in' ? <Loading /> : <Issuers onSignIn={onSignIn} />)}
    </Screen>
  );
}

function Issuers({ onSignIn }: Pick<ConsoleSignInProps, 'onSignIn'>) {
  const { operator: texts } = useTexts();
  const { data: issuers, error, refresh } = useLoaded('operator issuers', readIssuers);
  if (error !== undefined) return <FailureNotice error={error} onRetry={refresh} />;
  if (issuers === undefined) return <Loading />;
  if (issuers.length === 0)
    return (
      <EmptyState icon="info" title={texts.signIn.none.title}>
        {texts.signIn.none.advice}
      </EmptyState>
    );
  return (
    <EmptyCard
      icon="people"
      title={texts.signIn.about}
      actions={issuers.map((issuer) => (
        <Button
          key={`${issuer.issuer} ${issuer.clientId}`}
          look="primary"
          onClick={() => void onSignIn(issuer)}
        >
          {issuers.length === 1 ? texts.signIn.signIn : texts.signIn.signInAt(new URL(issuer.issuer).host)}
        </Button>
      ))}
    >
      {texts.signIn.advice}
    </EmptyCard>
  );
}
