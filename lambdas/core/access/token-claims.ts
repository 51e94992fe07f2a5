/** Rules about the claims of an access token of another issuer. */

type Claims = Readonly<Record<string, unknown>>;

/**
 * Whether the token was issued for the audience, to be sent by any holder. Cognito's access tokens have no `aud`: their
 * `client_id` is the audience. A token that is bound to a key (`cnf`) needs a proof that a bearer does not send.
 */
export function isForAudience(claims: Claims, audience: string): boolean {
  const { aud, token_use: use, cnf } = claims;
  if (cnf !== undefined || (use !== undefined && use !== 'access')) return false;
  if (aud === undefined) return use === 'access' && claims.client_id === audience;
  return valuesOf(aud).includes(audience);
}

/** Whether a claim is the value or has it. @param name of a claim; after a dot, of a field of an object in it */
export function hasValue(claims: Claims, name: string, value: string): boolean {
  const claim = Object.hasOwn(claims, name) ? claims[name] : within(claims, name.split('.'));
  const isScope = name === 'scope' || name === 'scp';
  return (isScope && typeof claim === 'string' ? claim.split(' ') : valuesOf(claim)).includes(value);
}

function within(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return value;
  const isObject = typeof value === 'object' && value !== null && Object.hasOwn(value, name);
  return isObject ? within((value as Claims)[name], rest) : undefined;
}

function valuesOf(claim: unknown): readonly unknown[] {
  return Array.isArray(claim) ? claim : [claim];
}
