import { createRollcallClient } from '../../client/rollcall-client.ts';
import { SignInSchema } from '../../lambdas/contracts/issuer.ts';
import { Refusal } from '../program/failure.ts';
import { type OperatorCredential, storeCredential, storedCredential } from './credentials.ts';
import { type DeviceFlowPorts, type SignInClient, signInByDevice } from './device-flow.ts';
import { discover, type Fetch, OAuthError, requestTokens, type Tokens } from './oauth.ts';

/** The most that the API allows. */
const SESSION_MINUTES = 60;
/** Before its end, a session is replaced. */
const RENEWED_BEFORE_MS = 60_000;

/**
 * Signs an operator in, and creates a session of the tenant.
 * @param issuer undefined: the only one that the stage has
 * @throws Refusal, ApiProblem
 */
export async function signInOperator(
  {
    api,
    tenant,
    issuer,
  }: { readonly api: string; readonly tenant: string; readonly issuer: string | undefined },
  ports: DeviceFlowPorts,
): Promise<OperatorCredential> {
  const client = chosen(await readClients(api, ports.fetch), issuer, api);
  const { tokens } = await signInByDevice(client, ports);
  return sessionOf({ api, tenant, issuer: client.issuer, clientId: client.clientId }, tokens);
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
      `${api} has no issuer with which operators can sign in from a command. Use an API key: omit --tenant.`,
    );
  if (client === undefined) throw new Refusal('NoSuchIssuer', `${api} has these issuers: ${names}.`);
  if (others.length > 0)
    throw new Refusal('SeveralIssuers', `Choose one of the issuers with --issuer: ${names}.`);
  return client;
}

type SignedIn = Pick<OperatorCredential, 'tenant' | 'issuer' | 'clientId'> & { readonly api: string };

/** Exchanges the operator's token. @throws ApiProblem */
async function sessionOf({ api, ...signedIn }: SignedIn, tokens: Tokens): Promise<OperatorCredential> {
  const { http } = createRollcallClient({ api, bearer: tokens.access_token });
  const { tenant } = signedIn;
  const { data } = await http.POST('/v1/sessions', {
    body: { tenant, role: 'tenant-admin', minutes: SESSION_MINUTES },
  });
  // Errors were thrown.
  const { token, validUntil } = data as NonNullable<typeof data>;
  return { kind: 'operator', ...signedIn, token, validUntil, refreshToken: tokens.refresh_token };
}

/**
 * The token of the stored session, for each request: near its end another session is created and stored.
 * @throws Refusal when the operator must sign in again
 */
export function renewedSession(
  api: string,
  environment: NodeJS.ProcessEnv,
  fetch: Fetch,
): () => Promise<string> {
  let renewing: Promise<string> | undefined;
  const stored = () => {
    const credential = storedCredential(api, environment);
    if (credential?.kind === 'operator') return credential;
    throw new Refusal('NotSignedIn', `You have logged out of ${api}.`);
  };
  const renew = async (old: OperatorCredential): Promise<string> => {
    const fresh = await refreshed(api, old, fetch).catch((error: unknown) => {
      // Another command may have used the refresh token, which is valid once.
      const now = stored();
      if (now.refreshToken !== old.refreshToken) return now;
      throw error;
    });
    storeCredential(api, fresh, environment);
    return fresh.token;
  };
  return async () => {
    const credential = stored();
    if (Date.parse(credential.validUntil) - Date.now() > RENEWED_BEFORE_MS) return credential.token;
    renewing ??= renew(credential).finally(() => {
      renewing = undefined;
    });
    return renewing;
  };
}

async function refreshed(
  api: string,
  credential: OperatorCredential,
  fetch: Fetch,
): Promise<OperatorCredential> {
  const { tenant, issuer, clientId, refreshToken } = credential;
  if (refreshToken === undefined) throw signInAgain(api, tenant);
  const values = { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken };
  const tokens = await discover(issuer, fetch)
    .then((endpoints) => requestTokens(endpoints, values, fetch))
    .catch((error: unknown) => {
      throw error instanceof OAuthError ? signInAgain(api, tenant) : error;
    });
  return sessionOf({ api, tenant, issuer, clientId }, { refresh_token: refreshToken, ...tokens });
}

function signInAgain(api: string, tenant: string): Refusal {
  const line = `npx rollcall login --api ${api} --tenant ${tenant}`;
  return new Refusal('SignInExpired', `Your sign-in has expired. Sign in again: ${line}`);
}
