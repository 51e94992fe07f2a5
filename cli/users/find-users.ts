import { BatchGetCommand, paginateQuery, paginateScan } from '@aws-sdk/lib-dynamodb';
import { isOwnAttribute, LIST_ATTRIBUTES } from '../../lambdas/contracts/attribute-name.ts';
import { itemRanges } from '../../lambdas/core/naming/item-keys.ts';
import { keyPartsOfUser } from '../../lambdas/core/user/user-key.ts';
import { compareKeys, LIST_SHARDS, listsOf, mergeKeys } from '../../lambdas/core/user/user-list.ts';
import { IMPORT_TYPES } from '../../lambdas/import-types/registry.ts';
import type { ImportsTable } from '../cloud/clients.ts';

/** A user as the table has it. */
export interface ListedUser {
  /** The table's key: `<tenant>/<import type>/<key…>`, with `%` and `/` in the parts escaped. */
  readonly userKey: string;
  readonly tenant: string;
  readonly importType: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  /** By full name; sets as sorted arrays. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface UserFilter {
  readonly tenant?: string;
  readonly type?: string;
  /** A part of the key, all parts with `/` between them, or an e-mail address. */
  readonly key?: string;
  /** The `userKey` behind which to continue. */
  readonly after?: string;
  readonly limit: number;
}

interface Tables extends ImportsTable {
  readonly usersTable: string;
}

/** DynamoDB's limit for one BatchGetItem. */
const READ_AT_ONCE = 100;

/** In the order of their keys. @returns at most `limit` users; items that are no users are skipped */
export async function findUsers(tables: Tables, filter: UserFilter): Promise<readonly ListedUser[]> {
  return filter.key === undefined ? listUsers(tables, filter) : lookUp(tables, filter, filter.key);
}

async function listUsers(tables: Tables, filter: UserFilter): Promise<readonly ListedUser[]> {
  const users: ListedUser[] = [];
  let keys: string[] = [];
  for await (const key of userKeys(tables, filter)) {
    keys.push(key);
    if (keys.length < Math.min(READ_AT_ONCE, filter.limit - users.length)) continue;
    users.push(...(await readUsers(tables, keys)));
    keys = [];
    if (users.length >= filter.limit) return users;
  }
  return [...users, ...(await readUsers(tables, keys))];
}

async function* userKeys(tables: Tables, { tenant, type, after, limit }: UserFilter): AsyncGenerator<string> {
  const tenants = tenant === undefined ? await tenantsOf(tables) : [tenant];
  const types = type === undefined ? sortedTypes() : [type];
  const pageSize = Math.ceil((2 * limit) / LIST_SHARDS) + 2;
  for (const one of tenants)
    for (const importType of types) {
      const last = `${one}/${importType}0`;
      // `0` is the character behind `/`: all keys of this tenant and type come before.
      if (after !== undefined && compareKeys(last, after) <= 0) continue;
      yield* mergeKeys(
        listsOf(one, importType).map((list) => keysOf(tables, { list, after: after ?? '', pageSize })),
      );
    }
}

export function sortedTypes(): readonly string[] {
  return IMPORT_TYPES.map(({ name }) => name).sort(compareKeys);
}

/** In the order of their names. */
async function tenantsOf({ dynamo, importsTable }: ImportsTable): Promise<readonly string[]> {
  const { importId, prefix } = itemRanges.tenants();
  const names: string[] = [];
  const pages = paginateQuery(
    { client: dynamo },
    {
      TableName: importsTable,
      KeyConditionExpression: 'importId = :tenants AND begins_with(#item, :prefix)',
      ExpressionAttributeNames: { '#item': 'item' },
      ExpressionAttributeValues: { ':tenants': importId, ':prefix': prefix },
    },
  );
  for await (const { Items = [] } of pages) names.push(...Items.map(({ name }) => String(name)));
  return names.sort(compareKeys);
}

interface Partition {
  readonly list: string;
  readonly after: string;
  readonly pageSize: number;
}

async function* keysOf({ dynamo, usersTable }: Tables, { list, after, pageSize }: Partition) {
  const pages = paginateQuery(
    { client: dynamo, pageSize },
    {
      TableName: usersTable,
      IndexName: 'byType',
      KeyConditionExpression: `#list = :list${after === '' ? '' : ' AND #key > :after'}`,
      ExpressionAttributeNames: {
        '#list': LIST_ATTRIBUTES.partition,
        ...(after !== '' && { '#key': LIST_ATTRIBUTES.sort }),
      },
      ExpressionAttributeValues: { ':list': list, ...(after !== '' && { ':after': after }) },
    },
  );
  for await (const { Items = [] } of pages) for (const { userKey } of Items) yield String(userKey);
}

async function readUsers(
  { dynamo, usersTable }: Tables,
  keys: readonly string[],
): Promise<readonly ListedUser[]> {
  const found = new Map<string, ListedUser>();
  let Keys: Record<string, unknown>[] = keys.map((userKey) => ({ userKey }));
  while (Keys.length > 0) {
    const { Responses = {}, UnprocessedKeys = {} } = await dynamo.send(
      new BatchGetCommand({ RequestItems: { [usersTable]: { Keys, ConsistentRead: true } } }),
    );
    for (const item of Responses[usersTable] ?? []) {
      const user = listedUser(item);
      if (user !== undefined) found.set(user.userKey, user);
    }
    Keys = UnprocessedKeys[usersTable]?.Keys ?? [];
  }
  return keys.flatMap((key) => found.get(key) ?? []);
}

/** Scans the table, which on one machine is small: no index has a part of the key, or the e-mail address. */
async function lookUp(
  { dynamo, usersTable }: Tables,
  { tenant, type, after, limit }: UserFilter,
  key: string,
): Promise<readonly ListedUser[]> {
  const users: ListedUser[] = [];
  const pages = paginateScan(
    { client: dynamo },
    {
      TableName: usersTable,
      FilterExpression: 'attribute_exists(#tenant) AND begins_with(userKey, :prefix)',
      ExpressionAttributeNames: { '#tenant': '_tenant' },
      ExpressionAttributeValues: { ':prefix': tenant === undefined ? '' : `${tenant}/` },
    },
  );
  for await (const { Items = [] } of pages)
    for (const item of Items) {
      const user = listedUser(item);
      if (user === undefined || (type !== undefined && user.importType !== type)) continue;
      if (isNamed(user, key) && (after === undefined || compareKeys(user.userKey, after) > 0))
        users.push(user);
    }
  return users.sort((a, b) => compareKeys(a.userKey, b.userKey)).slice(0, limit);
}

/** Whether the text is an id, the whole key or the e-mail address of the user, in any letter case. */
export function isNamed({ userKey, fields }: Pick<ListedUser, 'userKey' | 'fields'>, key: string): boolean {
  const parts = keyPartsOfUser(userKey);
  const wanted = key.toLowerCase();
  return [parts.join('/'), ...parts, fields.email].some(
    (text) => typeof text === 'string' && text.toLowerCase() === wanted,
  );
}

function listedUser(item: Readonly<Record<string, unknown>>): ListedUser | undefined {
  const { userKey, _tenant, _importType, _createdAt, _updatedAt } = item;
  const fields = Object.entries(item).filter(([name]) => !isOwnAttribute(name));
  if (typeof userKey !== 'string' || typeof _importType !== 'string' || fields.length === 0) return undefined;
  return {
    userKey,
    tenant: String(_tenant),
    importType: _importType,
    ...(typeof _createdAt === 'string' && { createdAt: _createdAt }),
    ...(typeof _updatedAt === 'string' && { updatedAt: _updatedAt }),
    fields: Object.fromEntries(fields.map(([name, value]) => [name, plain(value)])),
  };
}

function plain(value: unknown): unknown {
  return value instanceof Set ? [...value].sort() : value;
}
