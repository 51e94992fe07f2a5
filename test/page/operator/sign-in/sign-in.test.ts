import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createOperatorStore } from '../../../../page/operator/operator-store.ts';
import type { SignInClient } from '../../../../page/operator/sign-in/oidc.ts';
import { takeSignInAnswer } from '../../../../page/operator/sign-in/sign-in-answer.ts';

const ISSUER = 'https://login.example.com/staff';
const CLIENT: SignInClient = { issuer: ISSUER, clientId: 'console', audience: 'api', scope: 'openid' };
const CONFIGURATION = {
  issuer: ISSUER,
  authorization_endpoint: `${ISSUER}/auth?a=b`,
  token_endpoint: 'https://tokens.example.com/token',
};

type Answer = object | Error;

/** A tab of a browser. `answers` are those of the issuer to requests for tokens, one after another. */
function openTab(answers: readonly Answer[], configuration: Answer = CONFIGURATION) {
  const items = new Map<string, string>();
  const sent: Record<string, string>[] = [];
  const left = [...answers];
  const location = {
    origin: 'https://imports.example.com',
    pathname: '/',
    search: '?lang=de',
    hash: '#/operator/imports?days=30',
    assign: (url: string) => void assigned.push(new URL(url)),
  };
  const assigned: URL[] = [];
  const window = {
    location,
    history: {
      replaceState(_data: unknown, _unused: string, url: string) {
        const { search, hash } = new URL(url, location.origin);
        Object.assign(location, { search, hash });
      },
    },
    sessionStorage: {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    },
  };
  const answerOf = (answer: Answer | undefined): Response => {
    if (answer instanceof Error || answer === undefined) throw answer ?? new Error('one request too many');
    return Response.json(answer, { status: 'error' in answer ? 400 : 200 });
  };
  const fetch = async (url: string, { body }: RequestInit = {}): Promise<Response> => {
    if (!(body instanceof URLSearchParams)) return answerOf(configuration);
    expect(url).toBe(CONFIGURATION.token_endpoint);
    sent.push(Object.fromEntries(body));
    return answerOf(left.shift());
  };
  const isOperator = async (token: string) => token !== 'of-another-role';
  /** As a load of the page does. */
  const load = () => {
    takeSignInAnswer(window);
    return createOperatorStore({ window, fetch, isOperator });
  };
  return { load, location, assigned, items, sent };
}

/** Signs in until the issuer returns to the page. */
async function goToIssuer(tab: ReturnType<typeof openTab>): Promise<Record<string, string>> {
  await tab.load().begin(CLIENT);
  return Object.fromEntries(tab.assigned.at(-1)?.searchParams ?? []);
}

function returnWith(tab: ReturnType<typeof openTab>, query: Record<string, string>) {
  Object.assign(tab.location, { search: `?${new URLSearchParams(query)}`, hash: '' });
  return tab.load();
}

async function signedIn(answers: readonly Answer[]) {
  const tab = openTab(answers);
  const { state = '' } = await goToIssuer(tab);
  const store = returnWith(tab, { code: 'c1', state, iss: ISSUER });
  await store.finish();
  return { ...tab, store };
}

const TOKENS = { access_token: 't1', refresh_token: 'r1' };

describe('the sign-in of operators', () => {
  it('sends the person to the issuer with a challenge, and the code back with its verifier', async () => {
    const tab = openTab([TOKENS]);
    const asked = await goToIssuer(tab);
    expect(asked).toMatchObject({
      a: 'b',
      response_type: 'code',
      client_id: 'console',
      audience: 'api',
      scope: 'openid',
      redirect_uri: 'https://imports.example.com/',
      code_challenge_method: 'S256',
    });
    const store = returnWith(tab, { code: 'c1', state: asked.state ?? '' });
    expect(store.state().name).toBe('signing-in');
    // The code is not in the address, and the page is where it was.
    expect(tab.location).toMatchObject({ search: '?lang=de', hash: '#/operator/imports?days=30' });
    await store.finish();
    expect(store.state().name).toBe('ready');
    expect(store.token()).toBe('t1');
    const [{ code_verifier: verifier = '', ...grant } = {}] = tab.sent;
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(asked.code_challenge);
    expect(grant).toEqual({
      grant_type: 'authorization_code',
      client_id: 'console',
      redirect_uri: 'https://imports.example.com/',
      code: 'c1',
    });
  });

  it('is kept in a reload, and an answer is used once', async () => {
    const { load, store, sent } = await signedIn([TOKENS]);
    await store.finish();
    const again = load();
    await again.finish();
    expect(again.token()).toBe('t1');
    expect(again.state().name).toBe('ready');
    expect(sent).toHaveLength(1);
  });

  it.each([
    [
      'the person cancels',
      { error: 'access_denied', error_description: 'no' },
      [],
      'refused',
      'access_denied: no',
    ],
    ['the answer belongs to another sign-in', { code: 'c', state: 'x' }, [], 'unexpected', 'another sign-in'],
    [
      'another issuer answers',
      { code: 'c', iss: 'https://evil.example' },
      [],
      'unexpected',
      'another sign-in',
    ],
    ['the issuer refuses the code', { code: 'c' }, [{ error: 'invalid_grant' }], 'refused', 'invalid_grant'],
    [
      'the issuer does not answer',
      { code: 'c' },
      [new TypeError('failed')],
      'unreachable',
      'https://tokens.example.com',
    ],
    [
      'the person has another role',
      { code: 'c' },
      [{ access_token: 'of-another-role' }],
      'not-operator',
      ISSUER,
    ],
  ])('fails when %s, and nothing is kept', async (_, answer, answers, reason, message) => {
    const tab = openTab(answers);
    const { state = '' } = await goToIssuer(tab);
    const store = returnWith(tab, { state, ...answer });
    await store.finish();
    expect(store.state()).toMatchObject({ name: 'failed', failure: { reason } });
    expect(store.state()).toMatchObject({ failure: { message: expect.stringContaining(message) } });
    expect(store.token()).toBe('');
    expect([...tab.items]).toEqual([]);
  });

  it.each([
    ['answers something else', { keys: [] }, 'unexpected'],
    ['is another one', { ...CONFIGURATION, issuer: 'https://evil.example' }, 'unexpected'],
    ['does not answer', new TypeError('failed'), 'unreachable'],
  ])('does not begin when the issuer %s', async (_, configuration, reason) => {
    const tab = openTab([], configuration);
    const store = tab.load();
    await store.begin(CLIENT);
    expect(store.state()).toMatchObject({ name: 'failed', failure: { reason } });
    expect(tab.assigned).toEqual([]);
  });

  it('leaves an address alone that has a state without a sign-in that was begun', () => {
    const tab = openTab([]);
    expect(returnWith(tab, { state: 's', code: 'c' }).state().name).toBe('absent');
    expect(tab.location.search).toBe('?state=s&code=c');
  });
});

describe('the token of an operator', () => {
  it('is renewed once for requests that are refused at the same time', async () => {
    const { store, sent, load } = await signedIn([TOKENS, { access_token: 't2' }, { access_token: 't3' }]);
    expect(await Promise.all([store.refused('t1'), store.refused('t1')])).toEqual([true, true]);
    expect(await store.refused('t1')).toBe(true);
    expect(store.token()).toBe('t2');
    expect(sent[1]).toEqual({ grant_type: 'refresh_token', client_id: 'console', refresh_token: 'r1' });
    // The issuer gave no other refresh token: the first one stays.
    expect(await load().refused('t2')).toBe(true);
    expect(sent[2]).toMatchObject({ refresh_token: 'r1' });
  });

  it.each([
    ['there is no refresh token', [{ access_token: 't1' }]],
    ['the issuer refuses the refresh token', [TOKENS, { error: 'invalid_grant' }]],
    ['the issuer does not answer', [TOKENS, new TypeError('failed')]],
  ])('has expired when it is refused and %s', async (_, answers) => {
    const { store, items } = await signedIn(answers);
    let changes = 0;
    store.subscribe(() => {
      changes += 1;
    });
    expect(await store.refused('t1')).toBe(false);
    expect(store.state().name).toBe('expired');
    expect(changes).toBe(1);
    expect([...items]).toEqual([]);
  });

  it('is forgotten when the operator signs out', async () => {
    const { store, items, load } = await signedIn([TOKENS]);
    store.signOut();
    expect(store.token()).toBe('');
    expect(load().state().name).toBe('absent');
    expect([...items]).toEqual([]);
  });
});
