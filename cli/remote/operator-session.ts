import { answer } from '../../client/connect.ts';
import { createRollcallClient } from '../../client/rollcall-client.ts';
import { SignInSchema } from '../../lambdas/contracts/issuer.ts';
import { Refusal } from '../program/failure.ts';
import { type OperatorCredential, storeCredential, storedCredential } from './credentials.ts';
import { type DeviceFlowPorts, type SignInClient, signInByDevice } from './device-flow.ts';
import { discover, type Fetch, OAuthError, requestTokens, type Tokens } from './oauth.ts';

/** The most that the API allows. */
const SESSION_MINUTES = 60;
/** Before its end, a session or an access token is replaced. */
const RENEWED_BEFORE_MS = 60_000;

interface SignInRequest {
  readonly api: string;
  /** Undefined: the operator manages tenants, and sees the data of none. */
  readonly tenant: string | undefined;
  /** Undefined: the only one that the stage has. */
  readonly issuer: string | undefined;
}

/**
 * Signs an operator in, and creates a session of the tenant.
 * @throws Refusal, ApiProblem
 */
export async function signInOperator(
  { api, tenant, issuer }: SignInRequest,
  ports: DeviceFlowPorts,
): Promise<OperatorCredential> {
  const client = chosen(await readClients(api, ports.fetch), issuer, api);
  const { tokens } = await signInByDevice(client, ports);
  return credentialOf({ api, tenant, issuer: client.issuer, clientId: client.clientId }, tokens);
}

async function readClients(api: string, fetch: Fetch): Promise<readonly SignInClient[]> {
  const response = await fetch(`${api}/sign-in`);
  const parsed = SignInSchema.safeParse(await response.json().catch(() => undefined));
  if (parsed.success) return parsed.data.issuers;
  throw new Refusal(
    'NoSignIn',
    `${api} does not say where operators sign in: it is an earlier version, or no Rollcall.`,
  );
}

function chosen(clients: readonly SignInClient[], issuer: string | undefined, api: string): SignInClient {
  const [client, ...others] = issuer === undefined ? clients : clients.filter((one) => one.issuer === issuer);
  const names = clients.map((one) => one.issuer).join(', ');
  if (client === undefined && clients.length === 0)
    throw new Refusal(
      'NoIssuer',
      `${api} has no issuer with which operators can sign in from a command. Use an API key: omit --tenant and --operator.`,
    );
  if (client === undefined) throw new Refusal('NoSuchIssuer', `${api} has these issuers: ${names}.`);
  if (others.length > 0)
    throw new Refusal('SeveralIssuers', `Choose one of the issuers with --issuer: ${names}.`);
  return client;
}

interface SignedIn extends Pick<OperatorCredential, 'issuer' | 'clientId'> {
  readonly api: string;
  readonly tenant: string | undefined;
}

/** Exchanges the operator's token for a session, if there is a tenant. @throws ApiProblem */
async function credentialOf(
  { api, tenant, ...signedIn }: SignedIn,
  { access_token, refresh_token: refreshToken, expires_in }: Tokens,
): Promise<OperatorCredential> {
  const common = { kind: 'operator', ...signedIn, refreshToken } as const;
  if (tenant !== undefined)
    return { ...common, tenant, ...(await createTenantSession(api, access_token, tenant)) };
  const validUntil = new Date(Date.now() + expires_in * 1000).toISOString();
  return { ...common, token: access_token, validUntil };
}

/** @param accessToken an operator's @throws ApiProblem */
export async function createTenantSession(api: string, accessToken: string, tenant: string) {
  const { http } = createRollcallClient({ api, bearer: accessToken });
  const { token, validUntil } = await answer(
    http.POST('/v1/sessions', { body: { tenant, role: 'tenant-admin', minutes: SESSION_MINUTES } }),
  );
  return { token, validUntil };
}

/**
 * The token of what is stored, for each request: near its end another one is created and stored.
 * @throws Refusal when the operator must sign in again
 */
export function renewedSession(
  api: string,
  environment: NodeJS.ProcessEnv,
  fetch: Fetch,
): () => Promise<string> {
  let renewing: Promise<string> | undefined;
  const renew = async (old: OperatorCredential): Promise<string> => {
    const fresh = await refreshed(api, old, fetch).catch((error: unknown) => {
      // Another command may have used the refresh token, which is valid once.
      const now = storedOperator(api, environment);
      if (now.refreshToken !== old.refreshToken) return now;
      throw error;
    });
    storeCredential(api, fresh, environment);
    return fresh.token;
  };
  return async () => {
    const credential = storedOperator(api, environment);
    if (isFresh(credential)) return credential.token;
    renewing ??= renew(credential).finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
}

/** The operator's own access token, also if a session of a tenant is stored. @throws Refusal */
export async function operatorToken(
  api: string,
  environment: NodeJS.ProcessEnv,
  fetch: Fetch,
): Promise<string> {
  const credential = storedOperator(api, environment);
  if (credential.tenant === undefined && isFresh(credential)) return credential.token;
  const tokens = await refreshedTokens(api, credential, fetch);
  const { access_token: token, refresh_token: refreshToken } = tokens;
  const isTenants = credential.tenant !== undefined;
  const fresh = isTenants
    ? { ...credential, refreshToken }
    : await credentialOf({ api, ...credential, tenant: undefined }, tokens);
  storeCredential(api, fresh, environment);
  return token;
}

function storedOperator(api: string, environment: NodeJS.ProcessEnv): OperatorCredential {
  const credential = storedCredential(api, environment);
  if (credential?.kind === 'operator') return credential;
  throw new Refusal('NotSignedIn', `You have logged out of ${api}.`);
}

function isFresh({ validUntil }: OperatorCredential): boolean {
  return Date.parse(validUntil) - Date.now() > RENEWED_BEFORE_MS;
}

async function refreshed(
  api: string,
  credential: OperatorCredential,
  fetch: Fetch,
): Promise<OperatorCredential> {
  const { tenant, issuer, clientId } = credential;
  return credentialOf({ api, tenant, issuer, clientId }, await refreshedTokens(api, credential, fetch));
}

/** @throws Refusal when the operator must sign in again */
async function refreshedTokens(
  api: string,
  { tenant, issuer, clientId, refreshToken }: OperatorCredential,
  fetch: Fetch,
): Promise<Tokens> {
  if (refreshToken === undefined) throw signInAgain(api, tenant);
  const values = { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken };
  const tokens = await discover(issuer, fetch)
    .then((endpoints) => requestTokens(endpoints, values, fetch))
    .catch((error: unknown) => {
      throw error instanceof OAuthError ? signInAgain(api, tenant) : error;
    });
  return { refresh_token: refreshToken, ...tokens };
}

/** The line with which an operator signs in. */
export function loginLine(api: string, tenant: string | undefined): string {
  return `npx rollcall login --api ${api} ${tenant === undefined ? '--operator' : `--tenant ${tenant}`}`;
}

function signInAgain(api: string, tenant: string | undefined): Refusal {
  return new Refusal('SignInExpired', `Your sign-in has expired. Sign in again: ${loginLine(api, tenant)}`);
}
