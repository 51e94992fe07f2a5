import {
  authorizationUrl,
  challengeOf,
  discover,
  type Endpoints,
  type Fetch,
  randomText,
  requestTokens,
  type SignInClient,
  SignInFailure,
  type Tokens,
} from './oidc.ts';
import { ANSWERED_AS, BEGUN_AS, type SignInWindow } from './sign-in-answer.ts';

export interface SignInPorts {
  readonly window: SignInWindow;
  readonly fetch: Fetch;
  /** Whether the API accepts the token. */
  readonly isOperator: (token: string) => Promise<boolean>;
}

/** What is kept of an operator who has signed in. */
export interface SignedIn extends Tokens {
  readonly clientId: string;
  readonly tokenEndpoint: string;
}

interface Begun {
  readonly client: SignInClient;
  readonly endpoints: Endpoints;
  readonly redirectUri: string;
  readonly state: string;
  readonly verifier: string;
  /** Where the page was. */
  readonly search: string;
  readonly hash: string;
}

/** Leaves the page for that of the issuer. @throws SignInFailure */
export async function beginSignIn(
  client: SignInClient,
  { window: { location, sessionStorage }, fetch: send }: SignInPorts,
): Promise<void> {
  const endpoints = await discover(client.issuer, send);
  const [state, verifier] = [randomText(), randomText()];
  const { origin, pathname, search, hash } = location;
  const redirectUri = `${origin}${pathname}`;
  const begun: Begun = { client, endpoints, redirectUri, state, verifier, search, hash };
  sessionStorage.setItem(BEGUN_AS, JSON.stringify(begun));
  const challenge = await challengeOf(verifier);
  location.assign(authorizationUrl(endpoints, { client, redirectUri, state, challenge }));
}

/** Whether the issuer has answered. */
export function isAnswered({ sessionStorage }: SignInWindow): boolean {
  return sessionStorage.getItem(BEGUN_AS) !== null && sessionStorage.getItem(ANSWERED_AS) !== null;
}

/** Ends a sign-in that the issuer has answered. @returns undefined if there is none @throws SignInFailure */
export async function finishSignIn({
  window: { sessionStorage },
  fetch: send,
  isOperator,
}: SignInPorts): Promise<SignedIn | undefined> {
  const begunText = sessionStorage.getItem(BEGUN_AS);
  const answer = sessionStorage.getItem(ANSWERED_AS);
  if (begunText === null || answer === null) return undefined;
  // Before anything else: an answer is used once.
  for (const key of [BEGUN_AS, ANSWERED_AS]) sessionStorage.removeItem(key);
  const begun = JSON.parse(begunText) as Begun;
  const { client, endpoints, redirectUri, verifier } = begun;
  const values = {
    grant_type: 'authorization_code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    code: codeOf(begun, new URLSearchParams(answer)),
    code_verifier: verifier,
  };
  const tokens = await requestTokens(endpoints.token, values, send);
  if (!(await isOperator(tokens.token)))
    throw new SignInFailure('not-operator', `The API did not accept the token of ${client.issuer}.`);
  return { ...tokens, clientId: client.clientId, tokenEndpoint: endpoints.token };
}

/** @throws SignInFailure */
function codeOf({ client, state }: Begun, answer: URLSearchParams): string {
  const from = answer.get('iss') ?? client.issuer;
  if (answer.get('state') !== state || from !== client.issuer)
    throw new SignInFailure('unexpected', 'The answer belongs to another sign-in.');
  const code = answer.get('code');
  if (code !== null) return code;
  const said = [answer.get('error'), answer.get('error_description')].filter((text) => text !== null);
  throw new SignInFailure('refused', said.join(': '));
}

/** @returns undefined if the operator must sign in again */
export async function renewSignIn(
  { clientId, tokenEndpoint, refreshToken }: SignedIn,
  send: Fetch,
): Promise<SignedIn | undefined> {
  if (refreshToken === undefined) return undefined;
  const values = { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken };
  const tokens = await requestTokens(tokenEndpoint, values, send).catch(() => undefined);
  if (tokens === undefined) return undefined;
  return { clientId, tokenEndpoint, ...tokens, refreshToken: tokens.refreshToken ?? refreshToken };
}
