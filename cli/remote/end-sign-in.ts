import { createRollcallClient } from '../../client/rollcall-client.ts';
import type { OperatorCredential } from './credentials.ts';
import { discover, type Fetch, requestTokens, revokeToken } from './oauth.ts';

/**
 * Ends the session of an operator, and revokes the refresh token at the issuer. Only the operator's own token can end a
 * session, and only a refresh token can get one.
 * @returns what stays valid, as a sentence; undefined if nothing does
 */
export async function endSignIn(
  api: string,
  { token, validUntil, tenant, issuer, clientId: client_id, refreshToken }: OperatorCredential,
  fetch: Fetch,
): Promise<string | undefined> {
  const until = `It is valid until ${validUntil}.`;
  if (refreshToken === undefined)
    return `The issuer gave no token with which the session can be ended. ${until}`;
  const endpoints = await discover(issuer, fetch);
  const values = { grant_type: 'refresh_token', client_id, refresh_token: refreshToken };
  const tokens = await requestTokens(endpoints, values, fetch);
  if (tenant !== undefined) await endSession(api, tokens.access_token, token);
  const revoked = await revokeToken(
    endpoints,
    { client_id, token: tokens.refresh_token ?? refreshToken },
    fetch,
  );
  if (!revoked) return `The issuer ${issuer} cannot revoke its token. It ends when the issuer lets it end.`;
  return tenant === undefined ? `An access token cannot be revoked. ${until}` : undefined;
}

/** @param sessionToken `rcs_<session id>_<secret>` @throws ApiProblem */
async function endSession(api: string, bearer: string, sessionToken: string): Promise<void> {
  const sessionId = sessionToken.split('_')[1] ?? '';
  const { http } = createRollcallClient({ api, bearer });
  await http.DELETE('/v1/sessions/{sessionId}', { params: { path: { sessionId } } });
}
