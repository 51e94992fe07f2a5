import { type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { isOwnAttribute } from '../lambdas/contracts/attribute-name.ts';

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

interface UsersTable {
  readonly dynamo: DynamoDBDocumentClient;
  readonly usersTable: string;
}

/**
 * Scans the table, in the order of its hash: it has no index of tenants, and that of one machine is small.
 * @returns at most `limit` users; items that are no users (claims, references, placeholders) are skipped
 */
export async function findUsers(
  { dynamo, usersTable }: UsersTable,
  filter: UserFilter,
): Promise<readonly ListedUser[]> {
  const users: ListedUser[] = [];
  const pages = paginateScan(
    { client: dynamo, ...(filter.after !== undefined && { startingToken: { userKey: filter.after } }) },
    {
      TableName: usersTable,
      FilterExpression: 'attribute_exists(#tenant) AND begins_with(userKey, :prefix)',
      ExpressionAttributeNames: { '#tenant': '_tenant' },
      ExpressionAttributeValues: { ':prefix': prefixOf(filter) },
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) {
      const user = listedUser(item);
      if (user === undefined || !matches(user, filter)) continue;
      users.push(user);
      if (users.length === filter.limit) return users;
    }
  }
  return users;
}

function prefixOf({ tenant, type }: UserFilter): string {
  if (tenant === undefined) return '';
  return type === undefined ? `${tenant}/` : `${tenant}/${type}/`;
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

function matches({ importType, userKey, fields }: ListedUser, { type, key }: UserFilter): boolean {
  if (type !== undefined && importType !== type) return false;
  if (key === undefined) return true;
  const parts = userKey.split('/').slice(2).map(unescaped);
  const wanted = key.toLowerCase();
  return [parts.join('/'), ...parts, fields.email].some(
    (text) => typeof text === 'string' && text.toLowerCase() === wanted,
  );
}

/** The reverse of user-key.ts. */
function unescaped(part: string): string {
  return part.replaceAll('%2F', '/').replaceAll('%25', '%');
}
