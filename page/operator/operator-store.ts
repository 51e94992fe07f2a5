import { type SignInClient, SignInFailure } from './sign-in/oidc.ts';
import {
  beginSignIn,
  finishSignIn,
  isAnswered,
  renewSignIn,
  type SignedIn,
  type SignInPorts,
} from './sign-in/sign-in.ts';

/** `absent`: not signed in. `signing-in`: the issuer has answered. `expired`: the API refused the token, and there is no other. */
export type OperatorState =
  | { readonly name: 'absent' | 'signing-in' | 'ready' | 'expired' }
  | { readonly name: 'failed'; readonly failure: SignInFailure };

const KEPT_AS = 'rollcall-operator';

/** The bearer of the console: an operator's access token. It is kept until the tab is closed, so that a reload keeps it. */
export function createOperatorStore(ports: SignInPorts) {
  const { sessionStorage } = ports.window;
  const listeners = new Set<() => void>();
  let kept = JSON.parse(sessionStorage.getItem(KEPT_AS) ?? 'null') as SignedIn | null;
  let state: OperatorState = { name: kept === null ? 'absent' : 'ready' };
  if (isAnswered(ports.window)) state = { name: 'signing-in' };
  let renewing: Promise<boolean> | undefined;

  function change(next: OperatorState): void {
    state = next;
    for (const listener of listeners) listener();
  }

  function keep(next: SignedIn | undefined, otherwise: 'absent' | 'expired'): void {
    kept = next ?? null;
    if (kept === null) sessionStorage.removeItem(KEPT_AS);
    else sessionStorage.setItem(KEPT_AS, JSON.stringify(kept));
    change({ name: kept === null ? otherwise : 'ready' });
  }

  async function orFailed(act: () => Promise<void>): Promise<void> {
    await act().catch((error: unknown) => {
      const failure = error instanceof SignInFailure ? error : new SignInFailure('unexpected', String(error));
      change({ name: 'failed', failure });
    });
  }

  async function tryToRenew(refused: string): Promise<boolean> {
    // Another request has renewed it in the meantime.
    if (kept !== null && kept.token !== refused) return true;
    keep(kept === null ? undefined : await renewSignIn(kept, ports.fetch), 'expired');
    return kept !== null;
  }

  return {
    token: () => kept?.token ?? '',
    state: () => state,
    subscribe(listener: () => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    begin: (client: SignInClient) => orFailed(() => beginSignIn(client, ports)),
    /** Without an answer of an issuer it does nothing. */
    finish: () =>
      orFailed(async () => {
        const signedIn = await finishSignIn(ports);
        if (signedIn !== undefined) keep(signedIn, 'absent');
      }),
    signOut: () => keep(undefined, 'absent'),
    /** Requests that are refused at the same time renew it once. @returns whether to repeat the request */
    refused(used: string): Promise<boolean> {
      renewing ??= tryToRenew(used).finally(() => {
        renewing = undefined;
      });
      return renewing;
    },
  };
}
