import fc from 'fast-check';
import { base64url, exportSPKI, type CryptoKey as JoseKey, SignJWT } from 'jose';
import { beforeEach, describe, expect, it } from 'vitest';
import { IssuerUnavailable } from '../../../../lambdas/adapters/oidc/issuer-keys.ts';
import { createVerifyToken, type VerifyToken } from '../../../../lambdas/adapters/oidc/verify-token.ts';
import { type Claims, ISSUER, newKey, testIssuer } from './test-issuer.ts';

type TestIssuer = Awaited<ReturnType<typeof testIssuer>>;
const HOUR_MS = 3_600_000;

describe('the token of an operator', () => {
  let at: number;
  let issuer: TestIssuer;
  let verify: VerifyToken;
  const now = () => new Date(at);
  const seconds = () => Math.floor(at / 1000);
  const subjectOf = async (token: string) => (await verify(token))?.subject;

  /** A token as anyone can invent it. */
  const unsigned = (claims: object, kid = 'first') =>
    [{ alg: 'ES256', kid }, claims, {}].map((part) => base64url.encode(JSON.stringify(part))).join('.');

  beforeEach(async () => {
    at = Date.parse('2026-11-28T10:00:00.000Z');
    issuer = await testIssuer(now);
    verify = createVerifyToken([ISSUER], { fetchJson: issuer.fetchJson, now });
  });

  it.each<[string, Claims]>([
    ['one audience', {}],
    ['several audiences', { aud: ['urn:other', ISSUER.audience] }],
    [
      'the client of Cognito, which has no audience',
      { aud: undefined, token_use: 'access', client_id: ISSUER.audience },
    ],
    ['a clock that is a minute ahead', { exp: 1795860000 - 59, nbf: 1795860000 + 59 }],
  ])('is accepted with %s', async (_, claims) => {
    expect(seconds()).toBe(1795860000);
    expect(await verify(await issuer.sign(claims))).toMatchObject({ subject: 'olivia', issuer: ISSUER });
  });

  it.each(['RS256', 'PS384', 'ES384', 'EdDSA'])('is accepted with a signature of %s', async (alg) => {
    await issuer.add(alg, alg);
    expect(await subjectOf(await issuer.sign({}, {}, alg))).toBe('olivia');
  });

  it.each<[string, Claims]>([
    ['of another issuer', { iss: 'https://login.example.org/pool' }],
    ['of an issuer with a slash more', { iss: `${ISSUER.issuer}/` }],
    ['without an issuer', { iss: undefined }],
    ['for another audience', { aud: 'urn:other' }],
    ['for an audience that begins with the right one', { aud: `${ISSUER.audience}:more` }],
    ['without an audience', { aud: undefined }],
    [
      'of a client, without an audience, that is not of Cognito',
      { aud: undefined, client_id: ISSUER.audience },
    ],
    ['of another client of Cognito', { aud: undefined, token_use: 'access', client_id: 'other' }],
    ['that is an ID token of Cognito', { token_use: 'id' }],
    ['that is bound to a key', { cnf: { jkt: 'x' } }],
    ['without a subject', { sub: undefined }],
    ['with an empty subject', { sub: '' }],
    ['with a subject of two lines', { sub: 'a\nb' }],
    ['with a subject of 256 characters', { sub: 'a'.repeat(256) }],
    ['without an end', { exp: undefined }],
    ['that ended a minute ago', { exp: 1795860000 - 60 }],
    ['that begins in more than a minute', { nbf: 1795860000 + 61 }],
  ])('is refused: one %s', async (_, claims) => {
    expect(await subjectOf(await issuer.sign())).toBe('olivia');
    expect(await verify(await issuer.sign(claims))).toBeUndefined();
  });

  it.each(['logout+jwt', 'dpop+jwt', 'secevent+jwt'])('is refused if its type is %s', async (typ) => {
    expect(await verify(await issuer.sign({}, { typ }))).toBeUndefined();
  });

  it.each(['JWT', 'AT+JWT', 'application/at+jwt', undefined])('may have the type %s', async (typ) => {
    expect(await subjectOf(await issuer.sign({}, { typ } as object))).toBe('olivia');
  });

  it('is refused without a signature, with one of another key, and with one by the public key as a password', async () => {
    const [header = '', payload = '', signature = ''] = (await issuer.sign()).split('.');
    const none = base64url.encode(JSON.stringify({ alg: 'none', typ: 'at+jwt' }));
    const other = await newKey('ES256');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const signed = (key: Parameters<SignJWT['sign']>[0], alg: string) =>
      new SignJWT(claims).setProtectedHeader({ alg, kid: 'first', typ: 'at+jwt' }).sign(key);
    const publicKey = issuer.keys.get('first')?.publicKey as JoseKey;
    const password = new TextEncoder().encode(await exportSPKI(publicKey));
    for (const token of [
      `${none}.${payload}.`,
      `${none}.${payload}.${signature}`,
      `${header}.${payload}.`,
      `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      await signed(other.privateKey, 'ES256'),
      await signed(password, 'HS256'),
      await issuer.sign({}, {
        jwk: { kty: 'EC' },
        jku: 'https://evil.example.com/keys',
        kid: 'other',
      } as object),
      await issuer.sign({}, { crit: ['unknown'], unknown: true } as object).catch(() => 'a.b.c'),
    ])
      expect(await verify(token)).toBeUndefined();
    expect(issuer.fetched.filter((url) => url.includes('evil'))).toEqual([]);
  });

  it('law: a token that was changed in any character is refused', async () => {
    const token = await issuer.sign();
    const last = token.length - 1;
    await fc.assert(
      fc.asyncProperty(fc.nat(last - 1), fc.constantFrom(...'AZaz09-_.'), async (index, character) => {
        fc.pre(token[index] !== character);
        expect(await verify(token.slice(0, index) + character + token.slice(index + 1))).toBeUndefined();
      }),
      { numRuns: 200 },
    );
  });

  it('law: no flood of tokens makes more than one round of requests in a minute, and unknown issuers make none', async () => {
    const possible = { iss: ISSUER.issuer, aud: ISSUER.audience, sub: 'olivia', exp: seconds() + 300 };
    const strangers = fc.record({ iss: fc.webUrl(), sub: fc.string() });
    await fc.assert(
      fc.asyncProperty(strangers, async (claims) => {
        await verify(unsigned(claims));
      }),
      { numRuns: 50 },
    );
    expect(issuer.fetched).toEqual([]);
    for (let i = 0; i < 200; i += 1) await verify(unsigned(possible, `invented ${i}`));
    expect(issuer.fetched).toHaveLength(2);
    await Promise.all(Array.from({ length: 50 }, async (_, i) => verify(unsigned(possible, `more ${i}`))));
    expect(issuer.fetched).toHaveLength(2);
    at += 60_000;
    for (let i = 0; i < 50; i += 1) await verify(unsigned(possible, `later ${i}`));
    expect(issuer.fetched).toHaveLength(4);
  });

  it('may have a new key of the issuer, and no longer one that was withdrawn an hour ago', async () => {
    const old = await issuer.sign({ exp: seconds() + 2 * 3600 });
    expect(await subjectOf(old)).toBe('olivia');
    at += 60_000;
    await issuer.add('second');
    issuer.keys.delete('first');
    expect(await subjectOf(await issuer.sign({}, {}, 'second'))).toBe('olivia');
    expect(await verify(old)).toBeUndefined();

    const before = await issuer.sign({ exp: seconds() + 2 * 3600 }, {}, 'second');
    await issuer.add('third');
    issuer.keys.delete('second');
    at += HOUR_MS - 1;
    expect(await subjectOf(before)).toBe('olivia');
    at += 1;
    expect(await verify(before)).toBeUndefined();
  });

  it('is accepted while the issuer does not answer, for a day after its last answer', async () => {
    const token = await issuer.sign({ exp: seconds() + 30 * 3600 });
    expect(await subjectOf(token)).toBe('olivia');
    issuer.state.isDown = true;
    at += 24 * HOUR_MS - 1;
    expect(await subjectOf(token)).toBe('olivia');
    at += 1;
    await expect(verify(token)).rejects.toThrow(IssuerUnavailable);
  });

  it('cannot be verified if the issuer does not answer, names itself differently, or has its keys at an address without TLS', async () => {
    const failures: [keyof TestIssuer['state'], boolean | string][] = [
      ['isDown', true],
      ['name', 'https://login.example.com/other'],
      ['jwksUri', 'http://login.example.com/keys'],
    ];
    const good = { ...issuer.state };
    for (const [field, value] of failures) {
      Object.assign(issuer.state, good, { [field]: value });
      verify = createVerifyToken([ISSUER], { fetchJson: issuer.fetchJson, now });
      await expect(verify(await issuer.sign())).rejects.toThrow(IssuerUnavailable);
      const asked = issuer.fetched.length;
      await expect(verify(await issuer.sign())).rejects.toThrow(IssuerUnavailable);
      expect(issuer.fetched).toHaveLength(asked);
    }
    Object.assign(issuer.state, good);
    at += 60_000;
    expect(await subjectOf(await issuer.sign())).toBe('olivia');
  });
});
