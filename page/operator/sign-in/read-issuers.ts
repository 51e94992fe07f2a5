import { notUnderstood, Unreachable } from '../../../client/errors.ts';
import type { SignInClient } from './oidc.ts';

/** Where operators of this stage sign in. The request needs no token. @throws Unreachable, Unavailable, NotRollcall */
export async function readIssuers(): Promise<readonly SignInClient[]> {
  const { origin } = location;
  const response = await fetch(`${origin}/v1/sign-in`).catch((error: unknown) => {
    throw new Unreachable(origin, error);
  });
  const body = (await response.json().catch(() => undefined)) as
    | { readonly issuers?: readonly SignInClient[] }
    | undefined;
  if (body?.issuers !== undefined) return body.issuers;
  throw notUnderstood(origin, response);
}
