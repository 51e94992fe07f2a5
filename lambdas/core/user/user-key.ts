/** DynamoDB's limit for a partition key, in bytes (docs.aws.amazon.com, "Constraints in Amazon DynamoDB", 2026-11). */
export const MAX_USER_KEY_BYTES = 2048;

/**
 * The partition key of a user: tenant, import type and the parts of its own key. Each part is escaped, so that
 * different keys never become equal (`a/b` + `c` is not `a` + `b/c`), and a person can still read the key.
 */
export function userKeyOf(tenant: string, importType: string, keyParts: readonly string[]): string {
  return [tenant, importType, ...keyParts].map(escapePart).join('/');
}

/** The key of the item that says that a user of this tenant has this referable value (a referral code). */
export function referenceKeyOf(tenant: string, value: string): string {
  return [tenant, '@reference', value].map(escapePart).join('/');
}

/**
 * The key of the item that says which user has a unique value. It is never a user's key: no import type begins with
 * `@`.
 */
export function claimKeyOf(tenant: string, importType: string, scope: string, value: string): string {
  return [tenant, '@claim', importType, scope, value].map(escapePart).join('/');
}

/** The parts of the user's own key: without tenant and import type. */
export function keyPartsOfUser(userKey: string): readonly string[] {
  return userKey.split('/').slice(2).map(unescapePart);
}

function unescapePart(part: string): string {
  return part.replaceAll('%2F', '/').replaceAll('%25', '%');
}

function escapePart(part: string): string {
  return part.replaceAll('%', '%25').replaceAll('/', '%2F');
}
