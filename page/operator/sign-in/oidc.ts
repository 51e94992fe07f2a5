/** Signing in at an OpenID Connect issuer: authorization code with PKCE (RFC 7636), as a public client. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

/** Of `GET /v1/sign-in`. */
export interface SignInClient {
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
  readonly scope: string;
}

export interface Endpoints {
  readonly authorization: string;
  readonly token: string;
}

export interface Tokens {
  readonly token: string;
  readonly refreshToken: string | undefined;
}

/** `unreachable`: no answer. `refused`: the issuer said no. `unexpected`: the answer is not one of an issuer, or of another sign-in. */
export type SignInReason = 'unreachable' | 'refused' | 'unexpected' | 'not-operator';

export class SignInFailure extends Error {
  override readonly name = 'SignInFailure';
  readonly reason: SignInReason;

  /** @param message for people who run the stage, in English */
  constructor(reason: SignInReason, message: string) {
    super(message);
    this.reason = reason;
  }
}

/** @throws SignInFailure */
export async function discover(issuer: string, send: Fetch): Promise<Endpoints> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found = await askJson(url, send);
  const { issuer: name, authorization_endpoint: authorization, token_endpoint: token } = found.body;
  if (typeof authorization !== 'string' || typeof token !== 'string' || name !== issuer)
    throw new SignInFailure('unexpected', `${url} is not the configuration of the issuer ${issuer}.`);
  return { authorization, token };
}

export interface AuthorizationRequest {
  readonly client: SignInClient;
  readonly redirectUri: string;
  readonly state: string;
  readonly challenge: string;
}

/** Where the person signs in. */
export function authorizationUrl(
  { authorization }: Endpoints,
  { client, redirectUri, state, challenge }: AuthorizationRequest,
): string {
  const url = new URL(authorization);
  const parameters = {
    response_type: 'code',
    client_id: client.clientId,
    redirect_uri: redirectUri,
    scope: client.scope,
    audience: client.audience,
    state,
    code_challenge: challenge,
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  return url.href;
}

/** @param values of the grant. @throws SignInFailure */
export async function requestTokens(
  tokenEndpoint: string,
  values: Readonly<Record<string, string>>,
  send: Fetch,
): Promise<Tokens> {
  const { ok, body } = await askJson(tokenEndpoint, send, {
    method: 'POST',
    body: new URLSearchParams(values),
  });
  const { access_token: token, refresh_token: refreshToken, error, error_description: said } = body;
  if (!ok || typeof token !== 'string')
    throw new SignInFailure('refused', [error, said].filter((text) => typeof text === 'string').join(': '));
  return { token, refreshToken: typeof refreshToken === 'string' ? refreshToken : undefined };
}

interface JsonAnswer {
  readonly ok: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

async function askJson(url: string, send: Fetch, init: RequestInit = {}): Promise<JsonAnswer> {
  const response = await send(url, { ...init, credentials: 'omit' }).catch(() => {
    throw new SignInFailure('unreachable', `There was no answer from ${new URL(url).origin}.`);
  });
  const body: unknown = await response.json().catch(() => undefined);
  if (typeof body !== 'object' || body === null)
    throw new SignInFailure('unexpected', `${url} answered ${response.status}, without JSON.`);
  return { ok: response.ok, body: { ...body } };
}

export function randomText(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

export async function challengeOf(verifier: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
