import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { storeCredential, storedCredential } from '../../cli/remote/credentials.ts';
import { type SignInClient, signInByDevice } from '../../cli/remote/device-flow.ts';
import { endSignIn } from '../../cli/remote/end-sign-in.ts';
import { explainFailure } from '../../cli/remote/explain-failure.ts';
import { operatorToken, renewedSession } from '../../cli/remote/operator-session.ts';
import { ApiProblem } from '../../client/errors.ts';
import { apiScene, OPERATOR_TOKEN } from '../lambdas/api/api-scene.ts';

const ISSUER = 'https://login.example.com';
const CLIENT: SignInClient = {
  issuer: ISSUER,
  audience: 'urn:rollcall:api',
  clientId: 'cli',
  scope: 'openid',
};
const CONFIGURATION = {
  issuer: ISSUER,
  token_endpoint: `${ISSUER}/token`,
  device_authorization_endpoint: `${ISSUER}/device`,
};
const DEVICE = {
  device_code: 'device',
  user_code: 'AB\u001b[31mCD',
  verification_uri: `${ISSUER}/activate`,
  expires_in: 100,
  interval: 2,
};
type Given = object | Error;

/** An issuer that gives these answers to requests for tokens, one after another. */
function issuerWith(
  answers: readonly Given[],
  configuration: object = CONFIGURATION,
  device: object = DEVICE,
) {
  const sent: Record<string, string>[] = [];
  const left = [...answers];
  const fetch = async (url: string, { body }: RequestInit = {}): Promise<Response> => {
    if (body instanceof URLSearchParams) sent.push(Object.fromEntries(body));
    if (url.endsWith('/openid-configuration')) return Response.json(configuration);
    if (url === DEVICE_URL) return Response.json(device);
    const answer = left.shift() ?? { error: 'authorization_pending' };
    if (answer instanceof Error) throw answer;
    return Response.json(answer);
  };
  return { fetch, sent };
}
const DEVICE_URL = CONFIGURATION.device_authorization_endpoint;

describe('the device flow', () => {
  const signIn = async (answers: readonly Given[], configuration?: object) => {
    const { fetch, sent } = issuerWith(answers, configuration);
    const waits: number[] = [];
    const said: string[] = [];
    let at = 0;
    const sleep = async (ms: number) => {
      waits.push(ms / 1000);
      at += ms;
    };
    const ports = { fetch, sleep, clock: () => at, say: (line: string) => void said.push(line) };
    const result = await signInByDevice(CLIENT, ports).catch((error: unknown) => error);
    return { result, sent, waits, said };
  };

  it('shows page and code, and asks as often as the issuer allows', async () => {
    const { result, sent, waits, said } = await signIn([
      { error: 'authorization_pending' },
      { error: 'slow_down' },
      new TypeError('fetch failed'),
      { access_token: 'a', refresh_token: 'r' },
    ]);
    expect(result).toMatchObject({ tokens: { access_token: 'a', refresh_token: 'r' } });
    expect(waits).toEqual([2, 2, 7, 14]);
    expect(sent[0]).toEqual({ client_id: 'cli', scope: 'openid', audience: 'urn:rollcall:api' });
    expect(said.join('\n')).toContain(`${ISSUER}/activate`);
    expect(said.join('\n')).toContain('AB?[31mCD');
  });

  it.each<[string, readonly Given[], string]>([
    ['the person cancels', [{ error: 'access_denied' }], 'SignInRefused'],
    ['the code expires at the issuer', [{ error: 'expired_token' }], 'SignInExpired'],
    ['the code expires and the issuer says nothing', [], 'SignInExpired'],
    [
      'the client is not known',
      [{ error: 'invalid_client', error_description: 'no \u0007such' }],
      'invalid_client',
    ],
    ['the answer is no answer of OAuth', [{ hello: 1 }], 'UnusableIssuer'],
  ])('ends when %s', async (_, answers, code) => {
    const { result } = await signIn(answers);
    expect(result).toMatchObject({ code });
    expect((result as Error).message).toMatch(/^[\x20-\x7e]+$/);
  });

  it.each<[string, object]>([
    ['names itself differently', { ...CONFIGURATION, issuer: 'https://evil.example.com' }],
    [
      'wants tokens without encryption',
      { ...CONFIGURATION, token_endpoint: 'http://login.example.com/token' },
    ],
    ['has no device flow', { issuer: ISSUER, token_endpoint: CONFIGURATION.token_endpoint }],
  ])('refuses an issuer that %s', async (_, configuration) => {
    const { result, sent } = await signIn([], configuration);
    expect(result).toMatchObject({ name: 'Refusal' });
    expect(sent).toEqual([]);
  });
});

describe('the stored session of an operator', () => {
  const api = 'https://api.example.com/v1';
  let environment: NodeJS.ProcessEnv;
  beforeEach(async () => {
    environment = { XDG_CONFIG_HOME: await mkdtemp(join(tmpdir(), 'rollcall-operator-')) };
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    await rm(environment.XDG_CONFIG_HOME ?? '', { recursive: true, force: true });
  });

  const store = (minutes: number, refreshToken: string | undefined = 'r1') =>
    storeCredential(
      api,
      {
        kind: 'operator',
        token: 'rcs_old',
        validUntil: new Date(Date.now() + minutes * 60_000).toISOString(),
        tenant: 'acme',
        issuer: ISSUER,
        clientId: 'cli',
        refreshToken,
      },
      environment,
    );
  /** Without a tenant: the access token is stored. */
  const storeOperator = (minutes: number) =>
    storeCredential(
      api,
      {
        kind: 'operator',
        token: 'access',
        validUntil: new Date(Date.now() + minutes * 60_000).toISOString(),
        issuer: ISSUER,
        clientId: 'cli',
        refreshToken: 'r1',
      },
      environment,
    );

  /** The API: the session that it creates for an access token. */
  const sessionFor = (accessToken: string) =>
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (request) => {
      const { headers } = request as Request;
      expect(headers.get('authorization')).toBe(`Bearer ${accessToken}`);
      const validUntil = new Date(Date.now() + 3_600_000).toISOString();
      return Response.json(
        { id: '0'.repeat(24), token: `rcs_for_${accessToken}`, validUntil },
        { status: 201 },
      );
    });

  it('is used as it is until a minute before its end', async () => {
    store(2);
    const { fetch, sent } = issuerWith([]);
    expect(await renewedSession(api, environment, fetch)()).toBe('rcs_old');
    expect(sent).toEqual([]);
  });

  it('is renewed once for requests at the same time, and stored with the next refresh token', async () => {
    store(0.5);
    sessionFor('a');
    const { fetch, sent } = issuerWith([{ access_token: 'a', refresh_token: 'r2' }]);
    const bearer = renewedSession(api, environment, fetch);
    expect(await Promise.all([bearer(), bearer(), bearer()])).toEqual(Array(3).fill('rcs_for_a'));
    expect(sent).toEqual([{ grant_type: 'refresh_token', client_id: 'cli', refresh_token: 'r1' }]);
    expect(storedCredential(api, environment)).toMatchObject({
      token: 'rcs_for_a',
      refreshToken: 'r2',
      tenant: 'acme',
    });
    expect(await bearer()).toBe('rcs_for_a');
  });

  it('is the one that another command has stored, if that one has used the refresh token first', async () => {
    store(0.5);
    const { fetch } = issuerWith([{ error: 'invalid_grant' }]);
    const bearer = renewedSession(api, environment, async (url, init) => {
      if (init?.method === 'POST') store(30, 'r2');
      return fetch(url, init);
    });
    expect(await bearer()).toBe('rcs_old');
  });

  it.each<[string, string | undefined]>([
    ['does not accept the refresh token', 'r1'],
    ['gave no refresh token', undefined],
  ])('says how to sign in again if the issuer %s', async (_, refreshToken) => {
    store(0.5, refreshToken);
    if (refreshToken === undefined) {
      const { refreshToken: __, ...rest } = storedCredential(api, environment) as never as Record<
        string,
        string
      >;
      storeCredential(api, rest as never, environment);
    }
    const { fetch } = issuerWith([{ error: 'invalid_grant' }]);
    await expect(renewedSession(api, environment, fetch)()).rejects.toThrow(
      `npx rollcall login --api ${api} --tenant acme`,
    );
  });

  it('gives the access token of the operator, and keeps the session of the tenant', async () => {
    store(30);
    const { fetch, sent } = issuerWith([{ access_token: 'a', refresh_token: 'r2' }]);
    expect(await operatorToken(api, environment, fetch)).toBe('a');
    expect(sent).toHaveLength(1);
    expect(storedCredential(api, environment)).toMatchObject({
      token: 'rcs_old',
      tenant: 'acme',
      refreshToken: 'r2',
    });
  });

  it('without a tenant is the access token, which is renewed near its end', async () => {
    storeOperator(30);
    const { fetch } = issuerWith([{ access_token: 'b', refresh_token: 'r2', expires_in: 600 }]);
    expect(await operatorToken(api, environment, fetch)).toBe('access');
    storeOperator(0.5);
    expect(await renewedSession(api, environment, fetch)()).toBe('b');
    expect(await operatorToken(api, environment, fetch)).toBe('b');
    expect(storedCredential(api, environment)).toMatchObject({ token: 'b', refreshToken: 'r2' });
  });

  describe('ends', () => {
    const end = async (configuration: object, more: object = {}) => {
      store(30);
      const requests: Request[] = [];
      vi.spyOn(globalThis, 'fetch').mockImplementation(async (request) => {
        requests.push(request as Request);
        return new Response(null, { status: 204 });
      });
      const { fetch, sent } = issuerWith([{ access_token: 'a', refresh_token: 'r2' }], configuration);
      const revoked: string[] = [];
      const withRevocation = async (url: string, init: RequestInit = {}) => {
        if (!url.endsWith('/revoke')) return fetch(url, init);
        revoked.push(String(init.body));
        return new Response('');
      };
      const credential = { ...storedCredential(api, environment), token: `rcs_${'0'.repeat(24)}_x`, ...more };
      const left = await endSignIn(api, credential as never, withRevocation);
      return { left, revoked, sent, requests: requests.map(({ method, url }) => `${method} ${url}`) };
    };
    const REVOCATION = { ...CONFIGURATION, revocation_endpoint: `${ISSUER}/revoke` };

    it('the session at the API, and the newest refresh token at the issuer', async () => {
      const { left, revoked, requests } = await end(REVOCATION);
      expect(left).toBeUndefined();
      expect(revoked).toEqual(['client_id=cli&token=r2']);
      expect(requests).toEqual([`DELETE ${api}/sessions/${'0'.repeat(24)}`]);
    });

    it.each<[string, object, object, RegExp]>([
      ['the issuer revokes nothing', CONFIGURATION, {}, /cannot revoke its token/],
      ['there is no refresh token', REVOCATION, { refreshToken: undefined }, /valid until/],
      ['there is no session', REVOCATION, { tenant: undefined }, /access token cannot be revoked/],
    ])('and says what stays valid if %s', async (_, configuration, more, left) => {
      expect((await end(configuration, more)).left).toMatch(left);
    });
  });
});

it.each([
  ['rk_acme_1', 'the API key'],
  ['rcs_0_1', 'the session'],
  ['aaa.bbb.ccc', 'the access token'],
])('a bearer that is not accepted is called what it is: %s', (bearer, name) => {
  const problem = { type: 'urn:rollcall:problem:unauthenticated', status: 401, title: '', detail: 'x' };
  const explained = explainFailure(new ApiProblem({ ...problem, requestId: 'r' } as never), {
    api: 'https://api.example.com/v1',
    bearer,
  });
  expect((explained as Error).message).toContain(`does not accept ${name}:`);
});

it('an operator who asks for data of a tenant is told the line that signs in for one', async () => {
  const scene = apiScene();
  const { body } = await scene.call(OPERATOR_TOKEN, 'GET', '/imports');
  const api = 'https://api.example.com/v1';
  const explain = (bearer: string) => explainFailure(new ApiProblem(body), { api, bearer }) as Error;
  expect(explain(OPERATOR_TOKEN).message).toContain(`npx rollcall login --api ${api} --tenant TENANT`);
  expect(explain('rk_acme_1').message).toBe(body.detail);
});
