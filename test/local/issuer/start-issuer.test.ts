import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type IssuerService, startIssuer } from '../../../local/issuer/start-issuer.ts';
import { openBrowser, type Page, signInByPages } from '../../support/browse.ts';

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code';

/** Of the endpoints for codes and tokens. */
type Answer = Record<
  'device_code' | 'verification_uri' | 'verification_uri_complete' | 'access_token' | 'refresh_token',
  string
>;

describe('the issuer of one machine', () => {
  let issuer: IssuerService;
  // Its library announces on stdout what is not configured, where `start --json` prints JSON only.
  const said = (['log', 'info', 'warn', 'error'] as const).map((method) => vi.spyOn(console, method));
  beforeAll(async () => {
    issuer = await startIssuer();
  });
  afterAll(() => issuer.close());
  afterEach(() => {
    for (const spy of said) expect(spy).not.toHaveBeenCalled();
  });

  const post = async (path: string, values: Record<string, string>) => {
    const init = { method: 'POST', body: new URLSearchParams(values) };
    return (await fetch(`${issuer.endpoint}${path}`, init)).json() as Promise<Answer>;
  };
  const askForCode = () => post('/device/auth', { client_id: 'rollcall', scope: 'openid offline_access' });
  const tokenOf = (code: string) =>
    post('/token', { client_id: 'rollcall', grant_type: DEVICE_CODE, device_code: code });

  it('gives a token of an operator to who confirms the code in a browser, and another for the refresh token', async () => {
    const device = await askForCode();
    expect(device).toMatchObject({ interval: 1, verification_uri: `${issuer.endpoint}/device` });
    expect(await tokenOf(device.device_code)).toMatchObject({ error: 'authorization_pending' });
    const pages = await signInByPages(device.verification_uri_complete);
    expect(pages.at(-1)?.html).toContain('You are signed in');
    expectPlain(pages);
    const tokens = await tokenOf(device.device_code);
    const again = {
      client_id: 'rollcall',
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
    };
    for (const { access_token: token } of [tokens, await post('/token', again)]) {
      expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'ES256', typ: 'at+jwt' });
      expect(decodeJwt(token)).toMatchObject({
        iss: issuer.endpoint,
        aud: 'urn:rollcall:api',
        sub: 'operator',
        roles: ['operator'],
      });
    }
    const revoke = { client_id: 'rollcall', token: tokens.refresh_token };
    const body = new URLSearchParams(revoke);
    expect((await fetch(`${issuer.endpoint}/token/revocation`, { method: 'POST', body })).status).toBe(200);
    expect(await post('/token', again)).toMatchObject({ error: 'invalid_grant' });
  });

  function expectPlain(pages: readonly Page[]): void {
    for (const { html, status, headers } of pages) {
      expect(status).toBe(200);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      const hosts = [...html.matchAll(/https?:\/\/[^/"')]+/g)].map(([host]) => host);
      expect(hosts.filter((host) => host !== issuer.endpoint)).toEqual([]);
    }
  }

  it('gives none to who cancels, and has a page for a wrong code', async () => {
    const device = await askForCode();
    const browser = openBrowser();
    const code = await browser.submit(await browser.open(device.verification_uri_complete));
    const cancelled = await browser.submit(code, { abort: 'yes' });
    expect(cancelled.html).toContain('cannot be used');
    expect(await tokenOf(device.device_code)).toMatchObject({ error: 'access_denied' });
    const input = await browser.open(device.verification_uri);
    const wrong = await browser.submit(input, { user_code: 'AAAA-AAAA' });
    expectPlain([cancelled, input, wrong]);
  });

  it('gives a token for a code with PKCE to a page at a port of this machine, and none without PKCE', async () => {
    const verifier = randomBytes(32).toString('base64url');
    const code = createHash('sha256').update(verifier).digest('base64url');
    const callback = 'http://127.0.0.1:9/callback';
    const query = (more: object) =>
      new URLSearchParams({
        client_id: 'rollcall',
        response_type: 'code',
        redirect_uri: callback,
        scope: 'openid',
        ...more,
      }).toString();
    const open = (more: object) => openBrowser().open(`${issuer.endpoint}/auth?${query(more)}`);
    // Nothing listens there: the redirect to the callback, with the error, cannot be followed.
    await expect(open({})).rejects.toThrow('fetch failed');

    const browser = openBrowser();
    const pkce = query({ code_challenge: code, code_challenge_method: 'S256' });
    const page = await browser.open(`${issuer.endpoint}/auth?${pkce}`);
    const fetching = vi.spyOn(globalThis, 'fetch');
    await expect(browser.submit(page)).rejects.toThrow('fetch failed');
    const last = new URL(String(fetching.mock.lastCall?.[0]));
    fetching.mockRestore();
    const exchange = {
      client_id: 'rollcall',
      grant_type: 'authorization_code',
      redirect_uri: callback,
      code: last.searchParams.get('code') ?? '',
    };
    expect(await post('/token', { ...exchange, code_verifier: verifier })).toMatchObject({
      token_type: 'Bearer',
    });
  });

  it('refuses a request under another host name, and the form of another page', async () => {
    const { port } = new URL(issuer.endpoint);
    const status = await new Promise((resolve, reject) => {
      request(
        { port, host: '127.0.0.1', path: '/device', headers: { host: `evil.example.com:${port}` } },
        (response) => resolve(response.resume().statusCode),
      )
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
    const headers = { 'sec-fetch-site': 'same-site' };
    expect((await fetch(`${issuer.endpoint}/interaction/x`, { method: 'POST', headers })).status).toBe(403);
  });
});
