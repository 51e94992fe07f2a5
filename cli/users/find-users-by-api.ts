import { answer } from '../../client/connect.ts';
import type { RollcallClient } from '../../client/rollcall-client.ts';
import { NO_SETTINGS } from '../../lambdas/contracts/no-settings.ts';
import { keyPartsOfUser, userKeyOf } from '../../lambdas/core/user/user-key.ts';
import { compareKeys } from '../../lambdas/core/user/user-list.ts';
import { findDefinition } from '../../lambdas/import-types/registry.ts';
import { Refusal } from '../program/failure.ts';
import { isNamed, type ListedUser, sortedTypes, type UserFilter } from './find-users.ts';

type UserView = Awaited<ReturnType<RollcallClient['listUsers']>>['users'][number];

const MOST_PER_PAGE = 100;
/** A look-up reads so many users at most: the API finds a user by its whole key only. */
const MAX_SEARCHED = 10_000;

/** As `findUsers`, of the bearer's tenant. @throws Refusal if a look-up would have to read too many users */
export async function findUsersByApi(
  client: RollcallClient,
  { key, ...filter }: UserFilter,
): Promise<readonly ListedUser[]> {
  const { name: tenant } = await answer(client.http.GET('/v1/tenant'));
  if (key === undefined) return firstOf(listedUsers(client, tenant, filter), filter.limit);
  const byKey = await withKey(client, tenant, key, filter);
  return byKey.length > 0 ? byKey : search(client, tenant, key, filter);
}

async function firstOf(users: AsyncIterable<ListedUser>, limit: number): Promise<readonly ListedUser[]> {
  const found: ListedUser[] = [];
  for await (const user of users) {
    found.push(user);
    if (found.length === limit) break;
  }
  return found;
}

/** In the order of their keys. */
async function* listedUsers(
  client: RollcallClient,
  tenant: string,
  { type, after, limit }: Omit<UserFilter, 'key'>,
): AsyncGenerator<ListedUser> {
  for (const importType of typesOf(type)) {
    const prefix = `${tenant}/${importType}`;
    // `0` is the character behind `/`: all users of the type come before.
    if (after !== undefined && compareKeys(`${prefix}0`, after) <= 0) continue;
    let cursor = after?.startsWith(`${prefix}/`) ? cursorOf(after) : undefined;
    do {
      const page = { limit: Math.min(MOST_PER_PAGE, limit), ...(cursor !== undefined && { cursor }) };
      const { users, next } = await client.listUsers(importType, page);
      for (const view of users) yield listedUser(tenant, view);
      cursor = next;
    } while (cursor !== undefined);
  }
}

function typesOf(type: string | undefined): readonly string[] {
  return type === undefined ? sortedTypes() : [type];
}

/** docs/api.md: the key of a user in a form that is the same in a path and in a query. */
function cursorOf(userKey: string): string {
  return `~${Buffer.from(JSON.stringify(keyPartsOfUser(userKey))).toString('base64url')}`;
}

async function withKey(
  client: RollcallClient,
  tenant: string,
  key: string,
  { type, limit }: Pick<UserFilter, 'type' | 'limit'>,
): Promise<readonly ListedUser[]> {
  const found: ListedUser[] = [];
  for (const importType of typesOf(type)) {
    const view = await client.findUser(importType, key);
    if (view !== undefined) found.push(listedUser(tenant, view));
  }
  return found.slice(0, limit);
}

async function search(
  client: RollcallClient,
  tenant: string,
  key: string,
  filter: Omit<UserFilter, 'key'>,
): Promise<readonly ListedUser[]> {
  const found: ListedUser[] = [];
  let searched = 0;
  for await (const user of listedUsers(client, tenant, { ...filter, limit: MOST_PER_PAGE })) {
    if (isNamed(user, key)) found.push(user);
    if (found.length === filter.limit) break;
    searched += 1;
    if (searched === MAX_SEARCHED && found.length === 0)
      throw new Refusal(
        'KeyNeeded',
        `None of the first ${MAX_SEARCHED} users is ${key}. Name the whole key, such as acme/ann: the API finds it among any number of users.`,
      );
    if (searched === MAX_SEARCHED) break;
  }
  return found;
}

function listedUser(tenant: string, { importType, key, user, createdAt, updatedAt }: UserView): ListedUser {
  return {
    userKey: userKeyOf(tenant, importType, partsOf(key)),
    tenant,
    importType,
    ...(createdAt !== undefined && { createdAt }),
    ...(updatedAt !== undefined && { updatedAt }),
    fields: flat(user, fieldNames(importType)),
  };
}

function partsOf(key: string): readonly string[] {
  if (!key.startsWith('~')) return key.split('/').map(decodeURIComponent);
  return JSON.parse(Buffer.from(key.slice(1), 'base64url').toString('utf8'));
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
