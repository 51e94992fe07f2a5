import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose';
import { IssuerSchema } from '../../../../lambdas/contracts/issuer.ts';

export const ISSUER = IssuerSchema.parse({
  issuer: 'https://login.example.com/pool',
  audience: 'urn:rollcall:api',
  roleClaim: 'groups',
  operatorValue: 'rollcall-operators',
});

/** A claim that is undefined is left out. */
export type Claims = Readonly<Record<string, unknown>>;

/** An issuer in memory: its documents as they are fetched, and tokens that it signs. */
export async function testIssuer(now: () => Date, { issuer, audience } = ISSUER) {
  const keys = new Map<string, Awaited<ReturnType<typeof newKey>>>();
  const fetched: string[] = [];
  const state = { isDown: false, name: issuer, jwksUri: `${issuer}/keys` };
  const add = async (kid: string, alg = 'ES256') => void keys.set(kid, await newKey(alg));
  await add('first');
  return {
    state,
    fetched,
    keys,
    add,
    fetchJson: async (url: string): Promise<unknown> => {
      fetched.push(url);
      if (state.isDown) throw new Error('down');
      if (url === `${issuer}/.well-known/openid-configuration`)
        return { issuer: state.name, jwks_uri: state.jwksUri };
      if (url !== state.jwksUri) throw new Error(`There is no ${url}`);
      const all = [...keys].map(async ([kid, { publicKey, alg }]) => ({
        ...(await exportJWK(publicKey)),
        kid,
        alg,
        use: 'sig',
      }));
      return { keys: await Promise.all(all) };
    },
    /** A valid token of an operator, but for what is given. */
    sign(claims: Claims = {}, header: Partial<JWTHeaderParameters> = {}, kid = 'first') {
      const key = keys.get(kid);
      if (key === undefined) throw new Error(`There is no key ${kid}`);
      const seconds = Math.floor(now().getTime() / 1000);
      const own = {
        iss: issuer,
        aud: audience,
        sub: 'olivia',
        groups: ['rollcall-operators'],
        iat: seconds,
        exp: seconds + 300,
      };
      return new SignJWT({ ...own, ...claims })
        .setProtectedHeader({ alg: key.alg, kid, typ: 'at+jwt', ...header })
        .sign(key.privateKey);
    },
  };
}

export async function newKey(alg: string) {
  return { ...(await generateKeyPair(alg, { extractable: true })), alg };
}
