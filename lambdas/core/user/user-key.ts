/** DynamoDB's limit for a partition key, in bytes (docs.aws.amazon.com, "Constraints in Amazon DynamoDB", 2026-11). */
export const MAX_USER_KEY_BYTES = 2048;

/**
 * The partition key of a user: tenant, import type and the record's own key, each part escaped so that no two
 * different keys can ever meet (`a/b` + `c` is not `a` + `b/c`), and still readable by a person.
 */
export function userKeyOf(tenant: string, importType: string, keyParts: readonly string[]): string {
  return [tenant, importType, ...keyParts].map(escapePart).join('/');
}

/** The key under which the table remembers that somebody of this tenant answers to a value (a referral code). */
export function referenceKeyOf(tenant: string, value: string): string {
  return [tenant, '@reference', value].map(escapePart).join('/');
}

/** The key under which the table remembers whose a unique value is. No user's key: no import type begins with `@`. */
export function claimKeyOf(tenant: string, importType: string, scope: string, value: string): string {
  return [tenant, '@claim', importType, scope, value].map(escapePart).join('/');
}

function escapePart(part: string): string {
  return part.replaceAll('%', '%25').replaceAll('/', '%2F');
}
