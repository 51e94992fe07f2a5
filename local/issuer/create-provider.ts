import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { codePage, confirmPage, donePage, errorPage, signInPage } from './pages.ts';

const AUDIENCE = 'urn:rollcall:api';
const CLIENT = 'rollcall';
const ACCOUNT = 'operator';
const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';
/** Seconds between the questions of a client whether its code was confirmed: this machine can take more than usual. */
const INTERVAL_SECONDS = 1;
const ACCESS_TOKEN_SECONDS = 600;

type Context = Parameters<Parameters<Provider['use']>[0]>[0];

/** Loads `oidc-provider`, which takes some 0.3 s and 40 MB. */
export async function createProvider(issuer: string): Promise<Provider> {
  const { Provider: NewProvider, interactionPolicy } = await import('oidc-provider');
  // By name, because the default one warns on the terminal that it is in memory.
  const { createMemoryAdapter } = await import('oidc-provider/lib/adapters/memory_adapter.js');
  const policy = interactionPolicy.base();
  // Native clients are asked for each time. There is one client and one account: nothing to consent to.
  policy.remove('consent');
  const provider = new NewProvider(issuer, {
    adapter: createMemoryAdapter(0),
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    clients: [
      {
        client_id: CLIENT,
        client_name: 'Rollcall',
        token_endpoint_auth_method: 'none',
        application_type: 'native',
        grant_types: ['authorization_code', 'refresh_token', DEVICE_CODE],
        response_types: ['code'],
        // Of a native client: any port of this machine. The page is at the root of its host.
        redirect_uris: ['http://127.0.0.1/callback', 'http://127.0.0.1/'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    clientBasedCORS: (_, origin) => /^http:\/\/127\.0\.0\.1:\d+$/.test(origin),
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
    interactions: { policy, url: (_, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: grantAll,
    extraTokenClaims: () => ({ roles: ['operator'] }),
    // The command has no session of a browser with which its refresh token could end.
    issueRefreshToken: () => true,
    expiresWithSession: () => false,
    ttl: ttl(),
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(out);
    },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
      // Its own: the default one announces itself on stdout.
      revocation: { enabled: true, allowedPolicy: (_, { clientId }, token) => token.clientId === clientId },
      deviceFlow: deviceFlow(),
      resourceIndicators: {
        enabled: true,
        defaultResource: () => AUDIENCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: AUDIENCE,
          accessTokenTTL: ACCESS_TOKEN_SECONDS,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  });
  provider.use(async (ctx, next) => {
    if (ctx.path.startsWith('/interaction/')) await signIn(provider, ctx);
    else await next();
    if (ctx.path === '/device/auth' && ctx.status === 200)
      Object.assign(ctx.body as object, { interval: INTERVAL_SECONDS });
  });
  return provider;
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' } as { kty: 'EC' };
}

/** Seconds. Of each kind: the default of a kind is announced on stdout. */
function ttl() {
  const [hour, day] = [3600, 86_400];
  const codes = { AuthorizationCode: 60, DeviceCode: 600, Interaction: hour };
  return {
    ...codes,
    AccessToken: ACCESS_TOKEN_SECONDS,
    IdToken: hour,
    Session: hour,
    Grant: day,
    RefreshToken: day,
  };
}

function deviceFlow() {
  return {
    enabled: true,
    userCodeInputSource: (ctx: KoaContextWithOIDC, form: string, _: unknown, error?: Error) => {
      ctx.body = codePage(form, error && 'This code cannot be used. Look at the command, or start it again.');
    },
    userCodeConfirmSource: (ctx: KoaContextWithOIDC, form: string, _: unknown, __: unknown, code: string) => {
      ctx.body = confirmPage(form, code);
    },
    successSource: (ctx: KoaContextWithOIDC) => {
      ctx.body = donePage();
    },
  };
}

async function grantAll({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  if (client === undefined || session?.accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope('openid offline_access');
  grant.addResourceScope(AUDIENCE, '');
  await grant.save();
  return grant;
}

async function signIn(provider: Provider, ctx: Context): Promise<void> {
  if (ctx.method !== 'POST') {
    await provider.interactionDetails(ctx.req, ctx.res);
    ctx.type = 'html';
    ctx.body = signInPage(ctx.path);
    return;
  }
  // Pages of other programs on this machine are of the same site.
  if (!['same-origin', ''].includes(ctx.get('sec-fetch-site'))) return ctx.throw(403);
  const result = { login: { accountId: ACCOUNT } };
  ctx.status = 303;
  ctx.redirect(
    await provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: false }),
  );
}
