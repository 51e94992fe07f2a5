import type { ImportType } from '../core/import-type/import-type.ts';
import { readKey } from '../core/import-type/read-key.ts';
import { fieldsOfRow } from '../core/import-type/record-fields.ts';
import { isPlaceholder, type StoredUser } from '../core/user/stored-user.ts';
import { MAX_USER_KEY_BYTES, userKeyOf } from '../core/user/user-key.ts';

/**
 * Parts that stay as they are in a path. API Gateway decodes paths, so that `%2F` and `/` are the same for the function:
 * keys with other characters are sent as one text in base64url.
 */
const PLAIN_PART = /^[\p{L}\p{N}_@+-][\p{L}\p{N}._@+-]*$/u;
const ENCODED = '~';

/** The key of a user in a path: its parts with `/` between them, or `~` and the base64url of their JSON array. */
export function userKeyText(parts: readonly string[]): string {
  if (parts.every((part) => PLAIN_PART.test(part))) return parts.map(encodeURIComponent).join('/');
  return encodedKeyText(parts);
}

/** The same text in a path, in a query and in JSON. */
export function encodedKeyText(parts: readonly string[]): string {
  return `${ENCODED}${Buffer.from(JSON.stringify(parts)).toString('base64url')}`;
}

/** @returns undefined for a text that is no key */
export function readUserKeyText(text: string): readonly string[] | undefined {
  if (!text.startsWith(ENCODED)) return text.split('/');
  try {
    const parts: unknown = JSON.parse(Buffer.from(text.slice(1), 'base64url').toString('utf8'));
    return isTexts(parts) ? parts : undefined;
  } catch {
    return undefined;
  }
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.length > 0 && value.every((part) => typeof part === 'string');
}

/** The parts of the key of a user of this type, as they are written in a path. */
export function keyPartsOf(type: ImportType, { fields }: StoredUser['user']): readonly string[] {
  return type.key.map((field) => {
    const value = fields.get(field) ?? '';
    return type.keyPart?.(field, value) ?? String(value);
  });
}

export interface FoundUser<S extends StoredUser = StoredUser> {
  readonly userKey: string;
  /** A placeholder is found as well: an erasure deletes what it stands for. */
  readonly stored: S;
}

interface Users<S extends StoredUser> {
  read(userKeys: readonly string[]): Promise<ReadonlyMap<string, S>>;
}

/**
 * Finds the user by the parts of its key as they are stored; otherwise as an import reads them, so that an address in
 * another letter case names the same user.
 */
export async function findUser<S extends StoredUser>(
  users: Users<S>,
  type: ImportType,
  tenant: string,
  parts: readonly string[],
): Promise<FoundUser<S> | undefined> {
  if (parts.length !== type.key.length) return undefined;
  const asStored = userKeyOf(tenant, type.name, parts);
  const asRead = readKey(type, tenant, fieldsOfRow(type.key, parts))?.userKey ?? asStored;
  const found = await users.read([...new Set([asStored, asRead])].filter(fits));
  const both = [asStored, asRead].flatMap((userKey) => {
    const stored = found.get(userKey);
    return stored === undefined ? [] : [{ userKey, stored }];
  });
  return both.find(({ stored }) => !isPlaceholder(stored)) ?? both[0];
}

/** DynamoDB refuses to read a longer key. */
function fits(userKey: string): boolean {
  return Buffer.byteLength(userKey) <= MAX_USER_KEY_BYTES;
}
