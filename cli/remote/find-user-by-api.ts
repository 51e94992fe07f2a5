import { answer } from '../../client/connect.ts';
import { ApiProblem } from '../../client/errors.ts';
import type { RollcallClient } from '../../client/rollcall-client.ts';
import { NO_SETTINGS } from '../../lambdas/contracts/tenant-settings.ts';
import { findDefinition, IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
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
      fields: flat(view.user, fieldNames(importType)),
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

/** The names of single fields, and the prefixes of families, which end with a dot. */
function fieldNames(importType: string): readonly string[] {
  const type = findDefinition(importType)?.resolve({ settings: NO_SETTINGS, parameters: undefined });
  return type?.fields.map(({ name }) => name) ?? [];
}

/** `customFields.plan`, as the table has it. The API nests these fields; a field may also have an object as its value. */
function flat(user: Readonly<Record<string, unknown>>, known: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(user).flatMap(([name, value]) => {
      const isNested = known.some((one) => one.startsWith(`${name}.`));
      if (!isNested || typeof value !== 'object' || value === null) return [[name, value]];
      return Object.entries(value).map(([field, one]) => [`${name}.${field}`, one]);
    }),
  );
}
