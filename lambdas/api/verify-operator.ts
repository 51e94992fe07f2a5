import { IssuerUnavailable } from '../adapters/oidc/issuer-keys.ts';
import type { VerifyToken } from '../adapters/oidc/verify-token.ts';
import { PERMISSIONS_OF_ROLE } from '../contracts/permissions.ts';
import { hasValue } from '../core/access/token-claims.ts';
import type { VerifyOperator } from './bearer.ts';
import { Problem } from './problem.ts';

/** After a failure the issuer is not asked again for a minute. */
const RETRY_SECONDS = 60;

/**
 * Finds the operator of a token. A valid token of another person is not an unknown bearer: the answer says what is missing.
 * @throws Problem forbidden, issuer-unavailable
 */
export function createVerifyOperator(verify: VerifyToken): VerifyOperator {
  return async (token) => {
    const verified = await verify(token).catch((error: unknown) => {
      if (!(error instanceof IssuerUnavailable)) throw error;
      const headers = { 'retry-after': String(RETRY_SECONDS) };
      throw new Problem('issuer-unavailable', `${error.message} Try again in a minute.`, { headers });
    });
    if (verified === undefined) return undefined;
    const { issuer, subject, claims } = verified;
    const { roleClaim, operatorValue } = issuer;
    if (!hasValue(claims, roleClaim, operatorValue))
      throw new Problem(
        'forbidden',
        `You are not an operator: your token does not have ${operatorValue} in the claim ${roleClaim}. Ask who runs Rollcall.`,
      );
    const permissions = PERMISSIONS_OF_ROLE.operator;
    return { kind: 'operator', id: subject, issuer: issuer.issuer, role: 'operator', permissions };
  };
}
