import type { Target } from '../remote/api-options.ts';
import { connectApi } from '../remote/connect-api.ts';
import { storedCredential } from '../remote/credentials.ts';
import { createTenantSession, operatorToken } from '../remote/operator-session.ts';
import type { TenantService } from './manage-tenants.ts';
import { tenantsByApi } from './tenant-by-api.ts';

const say = (line: string) => void process.stderr.write(`${line}\n`);

/**
 * The tenants of a stage. An operator who has signed in may manage all of them: the register with the operator's own token,
 * and what belongs to a tenant with a session of that tenant.
 * @param tenant undefined: the register of tenants
 * @throws Refusal, ApiProblem
 */
export async function tenantsOf(target: Target, tenant: string | undefined): Promise<TenantService> {
  const used = { ...target, bearer: await bearerFor(target, tenant) };
  return tenantsByApi(connectApi(used, say), used.bearer);
}

async function bearerFor({ api, bearer }: Target, tenant: string | undefined): Promise<string> {
  const stored = storedCredential(api, process.env);
  const isSignedIn = stored?.kind === 'operator' && stored.token === bearer;
  if (!isSignedIn || (tenant !== undefined && stored.tenant === tenant)) return bearer;
  const token = await operatorToken(api, process.env, fetch);
  return tenant === undefined ? token : (await createTenantSession(api, token, tenant)).token;
}
