import type { createAuthenticate } from '../../api/authenticate.ts';
import { isAllowed, isOperator } from '../../api/bearer.ts';
import { mayUse } from '../../api/own-types.ts';
import { PROBLEMS, Problem } from '../../api/problem.ts';
import { readToken } from '../../core/access/tokens.ts';
import { groupMembers } from '../../import-types/group-members.ts';
import type { Caller, GroupMembersApiPorts } from './ports.ts';
import { errorAt, type Reply, refusal } from './reply.ts';

export type Authorised =
  | { readonly ok: true; readonly caller: Caller }
  | { readonly ok: false; readonly reply: Reply };

type Authenticate = ReturnType<typeof createAuthenticate>;

/**
 * The tenant of a request, by its API key. The answer does not show whether the key is missing, malformed or unknown, nor
 * whether such a tenant exists. The same rules as in the API hold for keys, tenants and rates.
 */
export async function authorise(
  authorization: string | undefined,
  authenticate: Authenticate,
  { tenants }: Pick<GroupMembersApiPorts, 'tenants'>,
): Promise<Authorised> {
  const kind = readToken(authorization)?.kind;
  if (kind !== 'api-key' && kind !== 'settings-key') return unauthorised();
  try {
    const bearer = await authenticate(authorization);
    if (isOperator(bearer) || !isAllowed(bearer, 'imports:write') || !mayUse(bearer, groupMembers.name))
      return refused(403, 'The API key may not import group members.');
    const { tenant, kind, id } = bearer;
    const actor = `${kind} ${id}`;
    return { ok: true, caller: { tenant, actor, settings: await tenants.read(tenant) } };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    if (error.kind === 'unauthenticated') return unauthorised();
    return refused(PROBLEMS[error.kind].status, error.message, error.headers);
  }
}

function unauthorised(): Authorised {
  const message = 'Authorization is required: Bearer and an API key';
  return refused(401, message, { 'www-authenticate': 'Bearer' });
}

function refused(status: number, message: string, headers?: Reply['headers']): Authorised {
  return { ok: false, reply: refusal(status, [errorAt('authorization', '', message)], headers) };
}
