import { answer } from '../../client/connect.ts';
import { ApiProblem } from '../../client/errors.ts';
import type { RollcallClient } from '../../client/rollcall-client.ts';
import { IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
import type { ListedUser } from '../find-users.ts';
import { Refusal } from '../program/failure.ts';

/**
 * Looks a user up by its whole key, in one import type or in all. The API does not list users.
 * @throws Refusal without a key
 */
export async function findUserByApi(
  client: RollcallClient,
  key: string | undefined,
  type: string | undefined,
): Promise<readonly ListedUser[]> {
  if (key === undefined)
    throw new Refusal(
      'KeyNeeded',
      'The API shows one user at a time and does not list them: name the whole key, such as acme/ann.',
    );
  const { name: tenant } = await answer(client.http.GET('/v1/tenant'));
  const types = type === undefined ? IMPORT_TYPES.map(({ name }) => name) : [type];
  const found: ListedUser[] = [];
  for (const importType of types) {
    const view = await userOf(client, importType, key);
    if (view === undefined) continue;
    found.push({
      userKey: `${tenant}/${importType}/${view.key}`,
      tenant,
      importType,
      fields: flat(view.user),
    });
  }
  return found;
}

async function userOf({ http }: RollcallClient, importType: string, key: string) {
  try {
    return await answer(http.GET('/v1/users/{importType}/{key}', { params: { path: { importType, key } } }));
  } catch (error) {
    if (error instanceof ApiProblem && error.kind === 'not-found') return undefined;
    throw error;
  }
}

/** `customFields.plan`, as the table has it. */
function flat(user: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(user).flatMap(([name, value]) => {
      const isFamily = typeof value === 'object' && value !== null && !Array.isArray(value);
      if (!isFamily) return [[name, value]];
      return Object.entries(value).map(([field, one]) => [`${name}.${field}`, one]);
    }),
  );
}
