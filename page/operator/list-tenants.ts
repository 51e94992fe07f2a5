import { answer } from '../../client/connect.ts';
import type { RollcallClient } from '../../client/rollcall-client.ts';
import type { RegisteredTenant } from './views.ts';

const PAGE_SIZE = 100;

/** All tenants by name. */
export async function listTenants({
  http,
}: Pick<RollcallClient, 'http'>): Promise<readonly RegisteredTenant[]> {
  const tenants: RegisteredTenant[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) };
    const page = await answer(http.GET('/v1/tenants', { params: { query } }));
    tenants.push(...page.tenants);
    cursor = page.next;
  } while (cursor !== undefined);
  return tenants;
}

/** @returns undefined if there is no tenant of this name */
export async function findTenant(
  { http }: Pick<RollcallClient, 'http'>,
  name: string,
): Promise<RegisteredTenant | undefined> {
  // The API has no operation for a single one.
  return (await listTenants({ http })).find((tenant) => tenant.name === name);
}
